// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages in which a table's definition can be printed, one for each tool that creates tables. */
public enum DefinitionLanguage {
    CLOUDFORMATION,
    TERRAFORM,
    CLI;

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language with this word, if there is one. */
    public static Optional<DefinitionLanguage> of(String word) {
        return Arrays.stream(values())
                .filter(language -> language.word().equals(word))
                .findFirst();
    }

    /** AWS CLI commands for settings that can only be made once the table exists. */
    public static List<String> laterCommands(TableDefinition table) {
        return CliText.later(table);
    }

    /** The definition in this language. */
    public String text(TableDefinition table) {
        return switch (this) {
            case CLOUDFORMATION -> CloudFormationText.of(table);
            case TERRAFORM -> TerraformText.of(table);
            case CLI -> CliText.of(table);
        };
    }
}
