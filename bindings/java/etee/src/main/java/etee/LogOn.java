package etee;

import static etee.Natives.NATIVE;

import java.time.Duration;

/**
 * With which keys to log on, what to say of the caller and what to ask. It is read by the call that
 * takes it and can be changed and used again. One thread at a time.
 */
public final class LogOn extends Handle {
    private LogOn(Call.Function function) {
        super(Call.make(function), NATIVE::etee_log_on_free);
    }

    /** With an eHealth certificate, with nothing said or asked; 24 hours. */
    public LogOn(Identity identity) {
        this(call -> NATIVE.etee_log_on_new(call.use(identity), call.result(), call.error()));
    }

    /** With what a person says and asks. */
    public static LogOn forPerson(Identity identity, String ssin) {
        return new LogOn(call -> {
            Call.Octets text = call.text(ssin);
            return NATIVE.etee_log_on_for_person(call.use(identity), text.address, text.length,
                    call.result(), call.error());
        });
    }

    /** With what a care professional says and asks: "doctor", "nurse", ...; the list is open. */
    public static LogOn forProfessional(Identity identity, String profession, String ssin) {
        return new LogOn(call -> {
            Call.Octets word = call.text(profession);
            Call.Octets text = call.text(ssin);
            return NATIVE.etee_log_on_for_professional(call.use(identity), word.address,
                    word.length, text.address, text.length, call.result(), call.error());
        });
    }

    /** With what an organisation says and asks: "pharmacy", "hospital", ...; the list is open. */
    public static LogOn forOrganization(Identity identity, String kind, String nihii) {
        return new LogOn(call -> {
            Call.Octets word = call.text(kind);
            Call.Octets text = call.text(nihii);
            return NATIVE.etee_log_on_for_organization(call.use(identity), word.address,
                    word.length, text.address, text.length, call.result(), call.error());
        });
    }

    /** Identifies the caller with another identity, such as one of an eID card. */
    public LogOn setIdentification(Identity identity) {
        run((self, call) ->
                NATIVE.etee_log_on_set_identification(self, call.use(identity), call.error()));
        return this;
    }

    /** Says something of the caller. What the platform cannot confirm it refuses. */
    public LogOn addAttribute(String namespace, String name, String value) {
        run((self, call) -> {
            Call.Octets space = call.text(namespace);
            Call.Octets key = call.text(name);
            Call.Octets text = call.text(value);
            return NATIVE.etee_log_on_add_attribute(self, space.address, space.length,
                    key.address, key.length, text.address, text.length, call.error());
        });
        return this;
    }

    /** Asks for what the platform knows. */
    public LogOn addDesignator(String namespace, String name) {
        run((self, call) -> {
            Call.Octets space = call.text(namespace);
            Call.Octets key = call.text(name);
            return NATIVE.etee_log_on_add_designator(self, space.address, space.length,
                    key.address, key.length, call.error());
        });
        return this;
    }

    /** Asks for a session of this length; the platform may shorten it. */
    public LogOn setValidity(Duration validity) {
        run((self, call) -> NATIVE.etee_log_on_set_validity(
                self, Math.toIntExact(validity.getSeconds()), call.error()));
        return this;
    }
}
