import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates each PDF named against PDF/UA-1 and PDF/A-3a: a line for each file and profile, and one for each rule that failed. */
public class Validate {
    static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A};

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String path : paths) {
            for (PDFAFlavour profile : PROFILES) {
                failed += validate(path, profile);
            }
        }
        System.out.println(paths.length + " files, " + failed + " failed rules");
        System.exit(failed == 0 ? 0 : 1);
    }

    static int validate(String path, PDFAFlavour profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 100, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> rules = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    rules.putIfAbsent(rule, assertion.getMessage().strip() + " (" + assertion.getLocation().getContext() + ")");
                }
            }
            System.out.println(path + ": " + profile.getId() + ": " + rules.size() + " failed rules, "
                    + result.getTotalAssertions() + " checks");
            rules.forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
            return rules.size() + (rules.isEmpty() && !result.isCompliant() ? 1 : 0);
        }
    }
}
