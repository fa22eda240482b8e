package dynamofanout.launcher.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Answers that are given beforehand. */
final class InitOptions {
    @Option(
            names = "--environment",
            paramLabel = "PROFILE",
            split = ",",
            description = "AWS profiles whose tables are copied, for example --environment production,development;"
                    + " all that can be used if left out.")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = "--production",
            paramLabel = "PROFILE",
            split = ",",
            description = "Those of them that must never be written to; if left out, those whose names sound like it."
                    + " `none` for none.")
    private List<String> production = new ArrayList<>();

    @Option(
            names = "--copy-to",
            paramLabel = "PROFILE=ENVIRONMENTS",
            description = "Where the data of a production environment may go, for example --copy-to"
                    + " production=staging,development; everywhere else if left out.")
    private Map<String, String> copyTo = new LinkedHashMap<>();

    @Option(
            names = "--tables",
            paramLabel = "PROFILE=TABLES",
            description = "Tables that may be touched, for example --tables 'production=Orders,Customers*'; all if left"
                    + " out.")
    private Map<String, String> tables = new LinkedHashMap<>();

    @Option(
            names = "--home",
            paramLabel = "PROFILE",
            description = "The AWS profile of the account that does the work of copies on AWS; none if left out.")
    private @Nullable String home;

    List<String> environments() {
        return environments;
    }

    List<String> production() {
        return production;
    }

    Map<String, String> copyTo() {
        return copyTo;
    }

    Map<String, String> tables() {
        return tables;
    }

    @Nullable
    String home() {
        return home;
    }
}
