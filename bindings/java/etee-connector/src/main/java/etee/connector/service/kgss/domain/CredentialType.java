package etee.connector.service.kgss.domain;

import java.util.ArrayList;
import java.util.List;

/** Who may get a key: whoever has one of these values of an attribute; without any, all of them. */
public class CredentialType {
    private String namespace;
    private String name;
    private final List<String> values = new ArrayList<>();

    /** The namespace of the attribute. */
    public String getNamespace() {
        return namespace;
    }

    /** Sets the namespace of the attribute. */
    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    /** The name of the attribute. */
    public String getName() {
        return name;
    }

    /** Sets the name of the attribute. */
    public void setName(String name) {
        this.name = name;
    }

    /** The values, to be added to. */
    public List<String> getValues() {
        return values;
    }
}
