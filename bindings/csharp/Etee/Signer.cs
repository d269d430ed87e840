using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A private key that the program keeps: on a smart card, in the store of Windows, in a PKCS #11
    /// module. Immutable; used by many threads at once, so that what it is made of has to bear that.
    /// </summary>
    public sealed unsafe class Signer : IDisposable
    {
        // They are called for as long as the process lives.
        private static readonly SignerSign SignThunk = Sign;
        private static readonly SignerRelease ReleaseThunk = HostObject.Release;

        internal readonly SignerHandle Handle;
        internal readonly SignerState State;

        /// <summary>Makes a signer of a function.</summary>
        /// <param name="sign">
        /// Signs a digest (32 octets, 48 with SHA-384) in a scheme and returns the signature. For a
        /// scheme that it does not know it throws; <see cref="OperationCanceledException"/> says that
        /// the holder refused. What it throws comes back as an inner exception.
        /// </param>
        public Signer(Func<SignatureScheme, byte[], byte[]> sign)
        {
            State = new SignerState(sign ?? throw new ArgumentNullException(nameof(sign)));
            Handle = Make(State);
        }

        /// <summary>Makes a signer of an RSA key. The key stays the program's, who disposes of it.</summary>
        /// <param name="key">The private key. It needs to sign with PSS, or PKCS #1 under the policy EID.</param>
        public Signer(RSA key) : this(HostKeys.Sign(key)) { }

        /// <summary>Makes a signer of a key on P-256 or P-384; it stays the program's.</summary>
        /// <param name="key">The private key.</param>
        public Signer(ECDsa key) : this(HostKeys.Sign(key)) { }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private static SignerHandle Make(SignerState state)
        {
            EteeLibrary.Load();
            var table = new SignerTable
            {
                StructSize = (UIntPtr)sizeof(SignerTable),
                User = HostObject.Keep(state),
                Sign = Marshal.GetFunctionPointerForDelegate(SignThunk),
                Release = Marshal.GetFunctionPointerForDelegate(ReleaseThunk),
            };
            var status = NativeMethods.etee_signer_from_table(&table, out var handle, out var error);
            if (status != NativeStatus.ETEE_OK)
            {
                HostObject.Release(table.User);
            }
            Failure.Check(status, error);
            return handle;
        }

        /// <summary>Called by the library, on any thread; nothing may be thrown into it.</summary>
        private static int Sign(
            IntPtr user,
            int scheme,
            byte* digest,
            UIntPtr digestLen,
            byte* signature,
            UIntPtr* signatureLen)
        {
            SignerState state = null;
            try
            {
                state = (SignerState)HostObject.Of(user);
                var made = state.Sign((SignatureScheme)scheme, Octets.At(digest, digestLen));
                if (made == null || made.Length > NativeConstants.ETEE_SIGNATURE_SIZE)
                {
                    throw new CryptographicException("The signer returned no signature.");
                }
                Marshal.Copy(made, 0, (IntPtr)signature, made.Length);
                *signatureLen = (UIntPtr)made.Length;
                return NativeStatus.ETEE_OK;
            }
            catch (Exception exception)
            {
                Failure.Keep(exception);
                if (state != null)
                {
                    state.Thrown = exception;
                }
                return exception is OperationCanceledException
                    ? NativeStatus.ETEE_CANCELLED
                    : NativeStatus.ETEE_HOST_FAILED;
            }
        }
    }
}
