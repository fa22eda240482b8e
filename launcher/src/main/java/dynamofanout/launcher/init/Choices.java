// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.init;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Questions;
import dynamofanout.launcher.init.NewFile.Chosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gets the user's decisions for a new {@code fanout.json}: from options, else from answers, else the defaults. */
final class Choices {
    private static final String NONE = "none";

    private final InitOptions given;
    private final Optional<Questions> questions;
    private final Map<String, FoundProfile> usable = new LinkedHashMap<>();
    private final List<FoundProfile> found;

    /** @param questions empty: nobody is asked */
    Choices(InitOptions given, Optional<Questions> questions, List<FoundProfile> found) {
        this.given = given;
        this.questions = questions;
        this.found = found;
        found.stream().filter(FoundProfile::canBeUsed).forEach(profile -> usable.put(profile.name(), profile));
        if (usable.isEmpty()) {
            throw new BadInput("at least one AWS profile must be usable: create one with aws configure sso, or aws"
                    + " configure, and log in");
        }
    }

    NewFile file() {
        List<FoundProfile> environments = profiles(
                "--environment",
                given.environments(),
                "Which profiles are environments, whose tables are copied?",
                List.copyOf(usable.values()));
        List<FoundProfile> production = profiles(
                "--production",
                given.production(),
                "Which of them are production, and must never be written to?",
                environments.stream().filter(FoundProfile::soundsLikeProduction).toList());
        requireAmong(production, environments);
        List<String> targets = environments.stream()
                .filter(profile -> !production.contains(profile))
                .map(FoundProfile::environment)
                .toList();
        List<Chosen> chosen = new ArrayList<>();
        for (FoundProfile profile : environments) {
            boolean isProduction = production.contains(profile);
            chosen.add(new Chosen(
                    profile, isProduction, tables(profile), isProduction ? copyTo(profile, targets) : List.of()));
        }
        return new NewFile(chosen, home());
    }

    private List<String> copyTo(FoundProfile profile, List<String> targets) {
        List<String> names = words(answer(
                given.copyTo().get(profile.name()),
                "Which environments may receive the data of " + profile.name() + "?",
                targets.isEmpty() ? NONE : String.join(",", targets)));
        for (String name : names) {
            if (!targets.contains(name)) {
                throw new BadInput(
                        "copyTo of " + profile.name() + " must be among " + shown(targets) + ", got: " + name);
            }
        }
        return names;
    }

    private List<String> tables(FoundProfile profile) {
        return words(answer(
                given.tables().get(profile.name()),
                "Which tables of " + profile.name() + " may be read or written? Names, or patterns such as App-*",
                "*"));
    }

    private Optional<FoundProfile> home() {
        String name = answer(
                given.home(), "Which profile is the home account, for copies on AWS? Local copies need none", NONE);
        return name.equals(NONE) ? Optional.empty() : Optional.of(profile("--home", name));
    }

    private List<FoundProfile> profiles(String option, List<String> named, String question, List<FoundProfile> usual) {
        String names =
                usual.isEmpty() ? NONE : usual.stream().map(FoundProfile::name).collect(Collectors.joining(","));
        return words(answer(named.isEmpty() ? null : String.join(",", named), question, names)).stream()
                .map(name -> profile(option, name))
                .toList();
    }

    private FoundProfile profile(String option, String name) {
        FoundProfile profile = usable.get(name);
        if (profile != null) {
            return profile;
        }
        throw found.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> new BadInput("AWS profile " + name + " cannot be used: " + each.problem()))
                .orElseGet(() -> new BadInput(
                        option + " must name AWS profiles among " + shown(usable.keySet()) + ", got: " + name));
    }

    private static void requireAmong(List<FoundProfile> production, List<FoundProfile> environments) {
        for (FoundProfile profile : production) {
            if (!environments.contains(profile)) {
                throw new BadInput("--production must be one of the environments, got: " + profile.name());
            }
        }
    }

    private String answer(@Nullable String option, String question, String usual) {
        if (option != null) {
            return option;
        }
        return questions.map(each -> each.ask(question, usual)).orElse(usual);
    }

    private static List<String> words(String text) {
        return text.equals(NONE)
                ? List.of()
                : Stream.of(text.split("[,\\s]+", -1))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }

    private static String shown(Iterable<String> names) {
        String all = String.join(", ", names);
        return all.isEmpty() ? NONE : all;
    }
}
