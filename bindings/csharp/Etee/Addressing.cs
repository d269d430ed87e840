using System;
using System.Collections.Generic;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// What a receiver may have to know before it can unseal a message: which key to fetch from the
    /// KGSS, which of its own keys to load, which web key to look up. It takes no key to read this,
    /// and nothing of it is proven. Immutable. Serial numbers and issuers lead to people.
    /// </summary>
    public sealed unsafe class Addressing : IDisposable
    {
        private readonly AddressingHandle handle;

        private Addressing(AddressingHandle handle) => this.handle = handle;

        /// <summary>Reads a whole message.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="message">The message.</param>
        /// <returns>For whom it was sealed.</returns>
        /// <exception cref="EteeDataException">It is no message.</exception>
        public static Addressing Read(EteeContext context, byte[] message)
        {
            Need.NotNull(message, nameof(message));
            fixed (byte* data = message)
            {
                Failure.Check(
                    NativeMethods.etee_addressing_read(
                        Need.Of(context, nameof(context)).Handle, data, (UIntPtr)message.Length,
                        out var handle, out var error),
                    error);
                return new Addressing(handle);
            }
        }

        /// <summary>
        /// Reads the beginning of a message as far as its recipients. The identifier of the sender's key
        /// stands at the end and is not known then.
        /// </summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="head">The beginning, less than a kilobyte for each recipient.</param>
        /// <returns>For whom it was sealed.</returns>
        /// <exception cref="EteeDataException">It is no message, or the recipients do not end in it.</exception>
        public static Addressing ReadHead(EteeContext context, byte[] head)
        {
            Need.NotNull(head, nameof(head));
            fixed (byte* data = head)
            {
                Failure.Check(
                    NativeMethods.etee_addressing_read_head(
                        Need.Of(context, nameof(context)).Handle,
                        data, (UIntPtr)head.Length, out var handle, out var error),
                    error);
                return new Addressing(handle);
            }
        }

        /// <summary>Reads the file of a message as far as its recipients, however long it is.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="path">The path of the message.</param>
        /// <returns>For whom it was sealed.</returns>
        /// <exception cref="EteeException">It is no message, or cannot be read.</exception>
        public static Addressing ReadFile(EteeContext context, string path)
        {
            var text = new Utf8(path);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_addressing_read_file(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length, out var handle, out var error),
                    error);
                return new Addressing(handle);
            }
        }

        /// <summary>Reads the whole file of a message.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="path">The path of the message.</param>
        /// <returns>For whom it was sealed.</returns>
        /// <exception cref="EteeException">It is no message, or cannot be read.</exception>
        public static Addressing ReadWholeFile(EteeContext context, string path)
        {
            var text = new Utf8(path);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_addressing_read_whole_file(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length, out var handle, out var error),
                    error);
                return new Addressing(handle);
            }
        }

        /// <summary>The identifiers of the keys of the KGSS that open the message.</summary>
        public IReadOnlyList<byte[]> SecretKeyIdentifiers
        {
            get
            {
                using (handle.Hold())
                {
                    var identifiers = new byte[
                        (int)NativeMethods.etee_addressing_secret_key_count(handle)][];
                    for (var index = 0; index < identifiers.Length; index++)
                    {
                        identifiers[index] = Octets.At(
                            NativeMethods.etee_addressing_secret_key_identifier(
                                handle, (UIntPtr)index, out var length),
                            length);
                    }
                    return identifiers;
                }
            }
        }

        /// <summary>
        /// The identifier of the only key of the KGSS that opens the message, in base64; null if there
        /// is none.
        /// </summary>
        /// <exception cref="EteeServiceException">There are several.</exception>
        public string SecretKeyIdentifierBase64
        {
            get
            {
                using (handle.Hold())
                {
                    byte* identifier;
                    Failure.Check(
                        NativeMethods.etee_addressing_secret_key_identifier_base64(
                            handle, &identifier, out var error),
                        error);
                    return Utf8.At(identifier);
                }
            }
        }

        /// <summary>The recipients that the message names, keys of the KGSS included.</summary>
        public IReadOnlyList<Recipient> Recipients
        {
            get
            {
                using (handle.Hold())
                {
                    var recipients = new Recipient[
                        (int)NativeMethods.etee_addressing_recipient_count(handle)];
                    for (var index = 0; index < recipients.Length; index++)
                    {
                        recipients[index] = RecipientAt((UIntPtr)index);
                    }
                    return recipients;
                }
            }
        }

        /// <summary>
        /// The identifier of the key that the sender signed with; null if the sender is named by a
        /// certificate, or the message was not read to its end.
        /// </summary>
        /// <returns>A copy, or null.</returns>
        public byte[] GetSenderKeyIdentifier()
        {
            using (handle.Hold())
            {
                return Octets.At(
                    NativeMethods.etee_addressing_sender_key_identifier(handle, out var length),
                    length);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();

        private Recipient RecipientAt(UIntPtr index) => new Recipient(
            (RecipientKind)NativeMethods.etee_addressing_recipient_kind(handle, index),
            Utf8.At(NativeMethods.etee_addressing_recipient_issuer(handle, index)),
            Utf8.At(NativeMethods.etee_addressing_recipient_serial(handle, index)),
            Octets.At(
                NativeMethods.etee_addressing_recipient_key_identifier(
                    handle, index, out var length),
                length));
    }
}
