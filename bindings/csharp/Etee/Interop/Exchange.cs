using System;
using System.Threading;
using System.Threading.Tasks;

namespace Etee.Interop
{
    /// <summary>A call of a service that the program's HttpClient sends.</summary>
    internal static class Exchange
    {
        /// <summary>
        /// Runs a call in two halves over the program's HttpClient, or whole on the thread pool where
        /// there is none.
        /// </summary>
        internal static Task<T> CallAsync<T>(
            HttpClientTransport transport,
            Func<T> whole,
            Func<ExchangeHandle> begin,
            Func<ExchangeHandle, T> take,
            CancellationToken cancellation) =>
            transport == null
                ? Task.Run(whole, cancellation)
                : RunAsync(begin(), transport, take, cancellation);

        /// <summary>
        /// Sends what the call asks for until its result can be taken; the exchange is freed.
        /// </summary>
        internal static async Task<T> RunAsync<T>(
            ExchangeHandle exchange,
            HttpClientTransport transport,
            Func<ExchangeHandle, T> take,
            CancellationToken cancellation)
        {
            using (exchange)
            {
                for (; ; )
                {
                    var message = Request(exchange);
                    if (message == null)
                    {
                        return take(exchange);
                    }
                    using (message)
                    using (var reply = NewReply())
                    {
                        Exception thrown = null;
                        try
                        {
                            await transport.SendAsync(message, reply, cancellation)
                                .ConfigureAwait(false);
                        }
                        catch (Exception exception) when (!cancellation.IsCancellationRequested)
                        {
                            thrown = exception;
                        }
                        if (thrown == null)
                        {
                            Answer(exchange, reply);
                        }
                        else
                        {
                            Fail(exchange, thrown);
                        }
                    }
                }
            }
        }

        /// <summary>Learns that a call without a result is done.</summary>
        internal static bool Finish(ExchangeHandle exchange)
        {
            Failure.Check(NativeMethods.etee_exchange_finish(exchange, out var error), error);
            return true;
        }

        private static System.Net.Http.HttpRequestMessage Request(ExchangeHandle exchange)
        {
            using (exchange.Hold())
            {
                var request = NativeMethods.etee_exchange_request(exchange);
                return request == IntPtr.Zero ? null : HttpMessages.Read(request);
            }
        }

        private static ReplyHandle NewReply()
        {
            Failure.Check(NativeMethods.etee_reply_new(out var reply, out var error), error);
            return reply;
        }

        private static void Answer(ExchangeHandle exchange, ReplyHandle reply) => Failure.Check(
            NativeMethods.etee_exchange_answer(exchange, reply, out var error), error);

        private static void Fail(ExchangeHandle exchange, Exception thrown)
        {
            Failure.Keep(thrown);
            var reason = HttpMessages.StatusOf(thrown);
            Failure.Check(NativeMethods.etee_exchange_fail(exchange, reason, out var error), error);
        }
    }
}
