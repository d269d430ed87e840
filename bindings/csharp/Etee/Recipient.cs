namespace Etee
{
    /// <summary>Whom a message says that it was sealed for.</summary>
    public sealed class Recipient
    {
        internal Recipient(RecipientKind kind, string issuer, string serial, byte[] keyIdentifier)
        {
            Kind = kind;
            Issuer = issuer;
            Serial = serial;
            KeyIdentifier = keyIdentifier;
        }

        /// <summary>How the recipient gets at the content.</summary>
        public RecipientKind Kind { get; }

        /// <summary>The issuer of the encryption certificate (RFC 4514), or null.</summary>
        public string Issuer { get; }

        /// <summary>
        /// The serial number of the encryption certificate in decimal, as
        /// <see cref="Identity.DecryptionKeySerials"/> has that of our own, or null.
        /// </summary>
        public string Serial { get; }

        /// <summary>The identifier of the key, where no issuer and serial number are named.</summary>
        public byte[] KeyIdentifier { get; }
    }
}
