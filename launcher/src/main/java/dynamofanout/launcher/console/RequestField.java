// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For which fields of a request an option stands, so that sentences about the field can name the option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface RequestField {
    /** Paths of the fields, such as {@code source.table}. */
    String[] value();
}
