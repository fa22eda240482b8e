// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request that EventBridge Scheduler starts regularly.
 *
 * @param expression for EventBridge Scheduler: {@code cron(0 2 * * ? *)} or {@code rate(1 day)}
 * @param timezone of a cron expression; absent: UTC
 * @param request the input of each execution, read strictly at deployment
 */
public record Schedule(String name, String expression, Optional<String> timezone, JsonNode request) {
    /** An execution is named {@code <name>-<id>}. Scheduler's ids have up to 36 characters, and run ids up to 76. */
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,39}");

    private static final int CRON_FIELDS = 6;
    private static final Pattern CRON_FIELD = Pattern.compile("[0-9A-Za-z*?/,#-]+");
    private static final Pattern RATE =
            Pattern.compile("1 (minute|hour|day)|(?!0+ |1 )[0-9]{1,6} (minutes|hours|days)");

    static List<Schedule> readList(InputObject file) {
        if (file.optionalNode("schedules").isEmpty()) {
            return List.of();
        }
        InputObject list = file.list("schedules");
        List<Schedule> schedules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String place : list.fields()) {
            InputObject object = list.object(place);
            Schedule schedule = read(object);
            if (!names.add(schedule.name())) {
                throw object.wrong("name", "a name that no other schedule has");
            }
            schedules.add(schedule);
        }
        return schedules;
    }

    private static Schedule read(InputObject object) {
        String name = object.string("name");
        if (!NAME.matcher(name).matches()) {
            throw object.wrong("name", "1 to 40 letters, digits, \"-\" and \"_\", beginning with a letter or digit");
        }
        Optional<String> cron = object.optionalString("cron");
        Optional<String> rate = object.optionalString("rate");
        if (cron.isPresent() == rate.isPresent()) {
            throw new BadInput(
                    object.at("cron"), "schedule " + name + " must have either \"cron\" or \"rate\", and not both");
        }
        cron.filter(text -> !isCron(text)).ifPresent(text -> {
            throw object.wrong(
                    "cron",
                    "the six fields of AWS, of which day of month or day of week is \"?\": minutes, hours, day of"
                            + " month, month, day of week, year, such as \"0 2 * * ? *\" for every night at two");
        });
        rate.filter(text -> !RATE.matcher(text).matches()).ifPresent(text -> {
            throw object.wrong("rate", "a whole number of minutes, hours or days, such as \"12 hours\" or \"1 day\"");
        });
        Optional<String> timezone = object.optionalString("timezone");
        timezone.filter(text -> !isZone(text)).ifPresent(text -> {
            throw object.wrong("timezone", "the name of a time zone such as Europe/Berlin");
        });
        var schedule = new Schedule(
                name,
                cron.map(text -> "cron(" + text.strip().replaceAll("\\s+", " ") + ")")
                        .orElseGet(() -> "rate(" + rate.orElseThrow() + ")"),
                timezone,
                object.object("request").node());
        object.end();
        return schedule;
    }

    /** The beginning of the names of its executions, and so of its runs and sets. */
    public String beginning() {
        return name + "-";
    }

    /** The documentation of EventBridge Scheduler requires that one of the two day fields is {@code ?}. */
    private static boolean isCron(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        return fields.length == CRON_FIELDS
                && List.of(fields).stream()
                        .allMatch(field -> CRON_FIELD.matcher(field).matches())
                && (fields[2].equals("?") != fields[4].equals("?"));
    }

    private static boolean isZone(String text) {
        try {
            return text.equals("UTC") || (text.contains("/") && ZoneId.of(text) != null);
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
