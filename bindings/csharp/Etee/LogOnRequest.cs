using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// With which keys to log on, what to say of the caller and what to ask. It is read by the call
    /// that takes it and can be changed and used again. One thread at a time.
    /// </summary>
    public sealed unsafe class LogOnRequest : IDisposable
    {
        internal readonly LogOnHandle Handle;

        /// <summary>
        /// Begins with an eHealth certificate, whose key the session will be bound to, and with nothing
        /// said or asked; 24 hours.
        /// </summary>
        /// <param name="identity">The keys.</param>
        public LogOnRequest(Identity identity) => Failure.Check(
            NativeMethods.etee_log_on_new(Need.Of(identity, nameof(identity)).Handle,
            out Handle, out var error), error);

        private LogOnRequest(LogOnHandle handle) => Handle = handle;

        /// <summary>Begins with what a person says and asks.</summary>
        /// <param name="identity">An eHealth certificate.</param>
        /// <param name="ssin">The person's SSIN.</param>
        /// <returns>A request to change or to use as it is.</returns>
        public static LogOnRequest ForPerson(Identity identity, string ssin)
        {
            var text = new Utf8(ssin);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_log_on_for_person(
                        Need.Of(identity, nameof(identity)).Handle,
                        data, text.Length, out var handle, out var error),
                    error);
                return new LogOnRequest(handle);
            }
        }

        /// <summary>Begins with what a care professional says and asks.</summary>
        /// <param name="identity">An eHealth certificate.</param>
        /// <param name="profession">"doctor", "nurse", "dentist", ...; the list is open.</param>
        /// <param name="ssin">The person's SSIN.</param>
        /// <returns>A request to change or to use as it is.</returns>
        public static LogOnRequest ForProfessional(
            Identity identity,
            string profession,
            string ssin) =>
            Make(NativeMethods.etee_log_on_for_professional, identity, profession, ssin);

        /// <summary>Begins with what an organisation says and asks.</summary>
        /// <param name="identity">An eHealth certificate.</param>
        /// <param name="kind">"pharmacy", "hospital", "medicalhouse", ...; the list is open.</param>
        /// <param name="nihii">A NIHII of 8 digits.</param>
        /// <returns>A request to change or to use as it is.</returns>
        public static LogOnRequest ForOrganization(Identity identity, string kind, string nihii) =>
            Make(NativeMethods.etee_log_on_for_organization, identity, kind, nihii);

        /// <summary>
        /// Identifies the caller with another identity, such as one of an eID card; the session stays
        /// bound to the key of the eHealth certificate.
        /// </summary>
        /// <param name="identity">The other identity.</param>
        public void SetIdentification(Identity identity) => Failure.Check(
            NativeMethods.etee_log_on_set_identification(Handle,
            Need.Of(identity, nameof(identity)).Handle,
            out var error),
            error);

        /// <summary>
        /// Says something of the caller. Said again with the same names, it has another value too. What
        /// the platform cannot confirm it refuses.
        /// </summary>
        /// <param name="namespace">Such as "urn:be:fgov:identification-namespace".</param>
        /// <param name="name">Such as "urn:be:fgov:person:ssin".</param>
        /// <param name="value">The value.</param>
        public void AddAttribute(string @namespace, string name, string value)
        {
            var space = new Utf8(@namespace);
            var word = new Utf8(name);
            var text = new Utf8(value);
            fixed (byte* spaceText = space.Octets)
            fixed (byte* wordText = word.Octets)
            fixed (byte* valueText = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_log_on_add_attribute(
                        Handle, spaceText, space.Length, wordText, word.Length,
                        valueText, text.Length, out var error),
                    error);
            }
        }

        /// <summary>Asks for what the platform knows.</summary>
        /// <param name="namespace">Such as "urn:be:fgov:certified-namespace:ehealth".</param>
        /// <param name="name">Such as "urn:be:fgov:person:ssin:doctor:boolean".</param>
        public void AddDesignator(string @namespace, string name)
        {
            var space = new Utf8(@namespace);
            var word = new Utf8(name);
            fixed (byte* spaceText = space.Octets)
            fixed (byte* wordText = word.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_log_on_add_designator(
                        Handle, spaceText, space.Length, wordText, word.Length, out var error),
                    error);
            }
        }

        /// <summary>Asks for a session of this length; the platform may shorten it.</summary>
        /// <param name="validity">The length.</param>
        public void SetValidity(TimeSpan validity) => Failure.Check(
            NativeMethods.etee_log_on_set_validity(
                Handle, checked((uint)validity.TotalSeconds), out var error),
            error);

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private delegate int Begin(
            IdentityHandle identity,
            byte* kind, UIntPtr kindLength,
            byte* number, UIntPtr numberLength,
            out LogOnHandle handle,
            out IntPtr error);

        private static LogOnRequest Make(Begin begin, Identity identity, string kind, string number)
        {
            var kindText = new Utf8(kind);
            var numberText = new Utf8(number);
            fixed (byte* kindData = kindText.Octets)
            fixed (byte* numberData = numberText.Octets)
            {
                Failure.Check(
                    begin(
                        Need.Of(identity, nameof(identity)).Handle,
                        kindData, kindText.Length, numberData, numberText.Length,
                        out var handle, out var error),
                    error);
                return new LogOnRequest(handle);
            }
        }
    }
}
