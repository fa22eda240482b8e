// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code fanout init} that answer its questions in advance. */
final class InitOptions {
    @Option(
            names = "--environment",
            paramLabel = "PROFILE",
            split = ",",
            description = "AWS profiles whose tables are copied, for example --environment production,development"
                    + " (default: every profile that can be used).")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = "--production",
            paramLabel = "PROFILE",
            split = ",",
            description = "Profiles whose tables must never be written to, or `none` (default: those whose name looks"
                    + " like production).")
    private List<String> production = new ArrayList<>();

    @Option(
            names = "--copy-to",
            paramLabel = "PROFILE=ENVIRONMENTS",
            description = "Environments that may receive the data of a production environment, for example --copy-to"
                    + " production=staging,development (default: all others).")
    private Map<String, String> copyTo = new LinkedHashMap<>();

    @Option(
            names = "--tables",
            paramLabel = "PROFILE=TABLES",
            description = "Tables that may be touched, for example --tables 'production=Orders,Customers*' (default:"
                    + " all).")
    private Map<String, String> tables = new LinkedHashMap<>();

    @Option(
            names = "--home",
            paramLabel = "PROFILE",
            description = "AWS profile of the account that carries out copies on AWS (default: none).")
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
