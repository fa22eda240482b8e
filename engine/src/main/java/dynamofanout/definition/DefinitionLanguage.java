package dynamofanout.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tools that make tables from a text, and how a definition is written for each. */
public enum DefinitionLanguage {
    CLOUDFORMATION,
    TERRAFORM,
    CLI;

    /** As users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for another word. */
    public static Optional<DefinitionLanguage> of(String word) {
        return Arrays.stream(values())
                .filter(language -> language.word().equals(word))
                .findFirst();
    }

    /** Commands of the AWS CLI for what is set once the table is there. */
    public static List<String> laterCommands(TableDefinition table) {
        return CliText.later(table);
    }

    public String text(TableDefinition table) {
        return switch (this) {
            case CLOUDFORMATION -> CloudFormationText.of(table);
            case TERRAFORM -> TerraformText.of(table);
            case CLI -> CliText.of(table);
        };
    }
}
