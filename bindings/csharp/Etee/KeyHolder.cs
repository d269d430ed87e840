using Etee.Interop;

namespace Etee
{
    /// <summary>The holder of a public key, as a depot states it. It is personal data.</summary>
    public sealed unsafe class KeyHolder
    {
        /// <summary>Copies what the library handed out, which is freed.</summary>
        internal KeyHolder(KeyHolderHandle handle)
        {
            using (handle)
            using (handle.Hold())
            {
                IdentifierType = Utf8.At(NativeMethods.etee_key_holder_identifier_type(handle));
                Identifier = Utf8.At(NativeMethods.etee_key_holder_identifier(handle));
                Name = Utf8.At(NativeMethods.etee_key_holder_name(handle));
                FirstName = Utf8.At(NativeMethods.etee_key_holder_first_name(handle));
            }
        }

        /// <summary>"SSIN", "CBE", "NIHII-HOSPITAL", ...</summary>
        public string IdentifierType { get; }

        /// <summary>The value of the identifier.</summary>
        public string Identifier { get; }

        /// <summary>The name of the organisation, or the last name of the person; maybe null.</summary>
        public string Name { get; }

        /// <summary>The first name of the person; maybe null.</summary>
        public string FirstName { get; }
    }
}
