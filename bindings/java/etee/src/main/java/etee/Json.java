package etee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that the library hands out: objects become maps, arrays lists, and strings
 * strings; of numbers and words the library hands out none here.
 */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        return new Json(text).value();
    }

    private char next() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private boolean takes(char sign) {
        if (next() != sign) {
            return false;
        }
        at++;
        return true;
    }

    private Object value() {
        if (takes('{')) {
            return object();
        }
        if (takes('[')) {
            return array();
        }
        if (takes('"')) {
            return string();
        }
        throw new IllegalStateException("JSON of a later version, at " + at);
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        while (!takes('}')) {
            takes(',');
            takes('"');
            String name = string();
            takes(':');
            members.put(name, value());
        }
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        while (!takes(']')) {
            takes(',');
            elements.add(value());
        }
        return elements;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (char sign = text.charAt(at++); sign != '"'; sign = text.charAt(at++)) {
            string.append(sign == '\\' ? escaped() : sign);
        }
        return string.toString();
    }

    private char escaped() {
        char sign = text.charAt(at++);
        switch (sign) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return sign;
        }
    }
}
