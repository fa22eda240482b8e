// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.Set;

/**
 * A proposed rule for a path, with the reason. The last name of the path is considered first, and the look of the
 * values second. What cannot be recognised is dropped or changed rather than kept.
 *
 * @param rule as a mask file has it
 * @param why in a few words
 */
record RuleProposal(JsonNode rule, String why) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> WHOSE = Set.of(
            "customer",
            "user",
            "person",
            "contact",
            "recipient",
            "display",
            "full",
            "account",
            "card",
            "billing",
            "shipping",
            "owner",
            "employee",
            "guest",
            "patient",
            "member",
            "author",
            "sender",
            "legal");
    private static final Set<String> FIRST = Set.of("first", "given", "fore", "firstname", "givenname", "forename");
    private static final Set<String> LAST = Set.of("last", "family", "sur", "lastname", "familyname", "surname");
    private static final Set<String> PHONE = Set.of("phone", "mobile", "fax", "tel", "telephone", "cell", "msisdn");
    private static final Set<String> PLACE = Set.of(
            "street", "address", "zip", "zipcode", "postcode", "postal", "city", "town", "house", "line", "building");
    private static final Set<String> NUMBERED = Set.of(
            "iban",
            "bic",
            "card",
            "pan",
            "ssn",
            "passport",
            "tax",
            "vat",
            "licence",
            "license",
            "plate",
            "serial",
            "vin");
    private static final Set<String> BIRTH = Set.of("birth", "birthday", "born", "dob", "birthdate");
    private static final Set<String> HIDDEN = Set.of(
            "password",
            "passwd",
            "secret",
            "hash",
            "salt",
            "credential",
            "credentials",
            "apikey",
            "pin",
            "cvv",
            "cvc",
            "otp",
            "session",
            "jwt",
            "token",
            "ip",
            "latitude",
            "longitude",
            "lat",
            "lon",
            "lng",
            "geo",
            "location",
            "photo",
            "picture",
            "avatar",
            "signature",
            "fingerprint");
    private static final Set<String> PLAIN = Set.of(
            "status",
            "state",
            "type",
            "kind",
            "category",
            "currency",
            "country",
            "language",
            "locale",
            "count",
            "quantity",
            "qty",
            "total",
            "amount",
            "price",
            "version",
            "ttl",
            "expires",
            "flag",
            "enabled",
            "active",
            "created",
            "updated",
            "modified",
            "deleted",
            "timestamp",
            "sku",
            "unit",
            "size",
            "rank",
            "schema",
            "entity");

    /** A proposal for an attribute of a table's key. It only proposes rules that keep different values different. */
    static RuleProposal ofKey(MaskPath path, SurveyedValue value) {
        if (value.types().equals(Set.of(ValueType.S)) && value.mostlyLooks(ValueLook.EMAIL)) {
            return of("email", PathWords.of(path).label(), "key; looks like e-mail addresses");
        }
        boolean isPlain = value.everLooks(ValueLook.DATE) && value.mostlyLooks(ValueLook.DATE);
        if (isPlain || value.isEnumeration() || value.mostlyLooks(ValueLook.EPOCH)) {
            return keep("key; dates or a few values only");
        }
        return of("token", PathWords.of(path).label(), "key; names somebody or something");
    }

    /** A proposal for any other path. */
    static RuleProposal of(MaskPath path, SurveyedValue value, String byAttribute) {
        if (value.types().stream().allMatch(type -> type == ValueType.BOOL || type == ValueType.NULL)) {
            return keep("true, false or null");
        }
        boolean isText = isOnly(value, ValueType.S, ValueType.SS);
        boolean isNumber = isOnly(value, ValueType.N, ValueType.NS);
        if (!isText && !isNumber) {
            return drop("binary, empty or of several types");
        }
        return byName(path, value, isText, byAttribute).orElseGet(() -> byLook(path, value, isText, byAttribute));
    }

    private static Optional<RuleProposal> byName(
            MaskPath path, SurveyedValue value, boolean isText, String byAttribute) {
        PathWords words = PathWords.of(path);
        String last = words.last();
        if (words.hasAny(HIDDEN)) {
            return Optional.of(drop("secret or place by its name"));
        }
        if (isText && (value.everLooks(ValueLook.EMAIL) || words.has("email") || words.has("mail"))) {
            return Optional.of(of("email", "email", "e-mail address"));
        }
        if (words.hasAny(PHONE)) {
            return Optional.of(shape("phone", 2, "phone number by its name"));
        }
        if (isText && last.endsWith("name") && (FIRST.contains(last) || words.lastFollows(FIRST))) {
            return Optional.of(of("name", "first", "first name by its name"));
        }
        if (isText && last.endsWith("name") && (LAST.contains(last) || words.lastFollows(LAST))) {
            return Optional.of(of("name", "last", "last name by its name"));
        }
        if (isText
                && (last.equals("fullname")
                        || (last.equals("name") && (words.isSingle() || words.lastFollows(WHOSE))))) {
            return Optional.of(of("name", "full", "name by its name"));
        }
        if (words.hasAny(BIRTH)) {
            return Optional.of(shift(byAttribute, "date of birth by its name"));
        }
        if (words.hasAny(NUMBERED) || (isText && words.hasAny(PLACE))) {
            return Optional.of(shape(last, 0, "number or address by its name"));
        }
        if (last.equals("id") || last.equals("uuid") || (last.endsWith("id") && value.everLooks(ValueLook.UUID))) {
            return Optional.of(of("token", PathWords.of(path).label(), "id by its name"));
        }
        return words.hasAny(PLAIN) ? Optional.of(keep("plain by its name")) : Optional.empty();
    }

    private static RuleProposal byLook(MaskPath path, SurveyedValue value, boolean isText, String byAttribute) {
        if (value.isEnumeration()) {
            return keep("a few values only");
        }
        if (value.mostlyLooks(ValueLook.DATE) || value.mostlyLooks(ValueLook.EPOCH)) {
            return shift(byAttribute, "looks like dates");
        }
        if (!isText) {
            return keep("number; look whether it tells of a person");
        }
        if (value.mostlyLooks(ValueLook.UUID)) {
            return of("token", PathWords.of(path).label(), "looks like ids");
        }
        if (value.mostlyLooks(ValueLook.PHONE)) {
            return shape(PathWords.of(path).label(), 2, "looks like phone numbers");
        }
        return value.everLooks(ValueLook.TEXT_OF_WORDS)
                ? drop("free text, which no rule can mask")
                : shape(PathWords.of(path).label(), 0, "text that nobody knows");
    }

    private static boolean isOnly(SurveyedValue value, ValueType one, ValueType set) {
        return value.types().stream().allMatch(type -> type == one || type == set || type == ValueType.NULL);
    }

    private static RuleProposal keep(String why) {
        return new RuleProposal(JSON.textNode("keep"), why);
    }

    private static RuleProposal drop(String why) {
        return new RuleProposal(JSON.textNode("drop"), why);
    }

    private static RuleProposal of(String rule, String argument, String why) {
        return new RuleProposal(JSON.objectNode().put(rule, argument), why);
    }

    private static RuleProposal shape(String label, int keepLast, String why) {
        var rule = JSON.objectNode().put("shape", label);
        return new RuleProposal(keepLast > 0 ? rule.put("keepLast", keepLast) : rule, why);
    }

    private static RuleProposal shift(String byAttribute, String why) {
        return new RuleProposal(JSON.objectNode().put("shiftDays", 30).put("by", byAttribute), why);
    }
}
