using System;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// An <see cref="System.Net.Http.HttpClient"/> of the program. It must verify the certificates of
    /// servers, as it does by default, and must not follow redirects
    /// (<c>HttpClientHandler.AllowAutoRedirect = false</c>). With it, asynchronous calls block no
    /// thread.
    /// </summary>
    public sealed class HttpClientTransport : Transport
    {
        private const int Chunk = 64 * 1024;

        // They are called for as long as the process lives.
        private static readonly TransportSend SendThunk = Send;
        private static readonly TransportRelease ReleaseThunk = HostObject.Release;

        private readonly HttpClient client;
        private readonly long largestReply;

        /// <summary>Makes a transport.</summary>
        /// <param name="client">The client; it stays the program's.</param>
        /// <param name="largestReply">
        /// After how many octets an answer is not read further; it is refused then, if the context
        /// has the same limit (<see cref="Limit.ReplySize"/>).
        /// </param>
        public HttpClientTransport(HttpClient client, long largestReply = 8 * 1024 * 1024)
        {
            this.client = client ?? throw new ArgumentNullException(nameof(client));
            this.largestReply = largestReply;
        }

        internal override unsafe TransportHandle Make()
        {
            EteeLibrary.Load();
            var table = new TransportTable
            {
                StructSize = (UIntPtr)sizeof(TransportTable),
                User = HostObject.Keep(this),
                Send = Marshal.GetFunctionPointerForDelegate(SendThunk),
                Release = Marshal.GetFunctionPointerForDelegate(ReleaseThunk),
            };
            var status = NativeMethods.etee_transport_from_table(
                &table, out var handle, out var error);
            if (status != NativeStatus.ETEE_OK)
            {
                HostObject.Release(table.User);
            }
            Failure.Check(status, error);
            return handle;
        }

        /// <summary>Called by the library, on any thread; nothing may be thrown into it.</summary>
        private static int Send(IntPtr user, IntPtr request, IntPtr reply)
        {
            try
            {
                var transport = (HttpClientTransport)HostObject.Of(user);
                using (var message = HttpMessages.Read(request))
                using (var lent = new ReplyHandle(reply))
                {
                    // The thread may have a context that waits for it: the pool's have none.
                    Task.Run(() => transport.SendAsync(message, lent, CancellationToken.None))
                        .GetAwaiter()
                        .GetResult();
                }
                return NativeStatus.ETEE_OK;
            }
            catch (Exception exception)
            {
                Failure.Keep(exception);
                return HttpMessages.StatusOf(exception);
            }
        }

        /// <summary>Sends a request and puts the answer into a reply.</summary>
        internal async Task SendAsync(
            HttpRequestMessage message,
            ReplyHandle reply,
            CancellationToken cancellation)
        {
            var asked = message.RequestUri;
            using (var response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false))
            {
                if (response.RequestMessage != null && response.RequestMessage.RequestUri != asked)
                {
                    throw new InvalidOperationException(
                        "The HttpClient followed a redirect; set AllowAutoRedirect to false.");
                }
                HttpMessages.SetHead(reply, response);
                using (var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false))
                {
                    var chunk = new byte[Chunk];
                    long total = 0;
                    int count;
                    while (total <= largestReply && (count = await body
                        .ReadAsync(chunk, 0, chunk.Length, cancellation)
                        .ConfigureAwait(false)) > 0)
                    {
                        HttpMessages.Append(reply, chunk, count);
                        total += count;
                    }
                }
            }
        }
    }
}
