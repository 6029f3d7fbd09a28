using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CernVM.Cvmfs.Services;

/// <summary>Answers one request: GET and HEAD of files in the tree, nothing else.</summary>
internal sealed class RequestHandler(RepositoryTree tree, AccessCounters counters, AccessLog? log, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        var kind = ServedKind.Other;
        long sent = 0;
        try
        {
            (kind, sent) = await AnswerAsync(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            counters.Count(kind, status, sent);
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            log?.Write(clock.GetUtcNow(), context.Request.Method, target, status, sent, clock.GetElapsedTime(start), kind);
        }
    }

    private async Task<(ServedKind Kind, long Sent)> AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        var isGet = HttpMethods.IsGet(context.Request.Method);
        if (!isGet && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return default;
        }
        using var file = tree.Open(context.Request.Path.Value ?? "");
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return default;
        }
        var range = isGet ? RequestedRange(context.Request, file.Length) : new ByteRange(RangeOutcome.Whole, 0, file.Length);
        WriteHeaders(response, file, range);
        var sent = isGet ? await SendAsync(context, file, range) : 0;
        return (file.Kind, sent);
    }

    private static ByteRange RequestedRange(HttpRequest request, long length)
    {
        // There are no validators, so that an If-Range can never hold (RFC 9110, section 13.1.5).
        var ignored = request.Headers.Range.Count != 1 || request.Headers.IfRange.Count > 0;
        return ByteRange.Parse(ignored ? "" : request.Headers.Range[0], length);
    }

    private void WriteHeaders(HttpResponse response, OpenedFile file, ByteRange range)
    {
        response.Headers.AcceptRanges = "bytes";
        if (range.Outcome == RangeOutcome.Unsatisfiable)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = $"bytes */{file.Length}";
            response.ContentLength = 0;
            return;
        }
        if (range.Outcome == RangeOutcome.Part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {range.Offset}-{range.Offset + range.Length - 1}/{file.Length}";
        }
        response.ContentType = file.ContentType;
        response.ContentLength = range.Length;
        response.Headers.CacheControl = $"max-age={(long)file.Lifetime.TotalSeconds}";
        response.Headers.Expires = HeaderUtilities.FormatDate(clock.GetUtcNow() + file.Lifetime);
    }

    private static async Task<long> SendAsync(HttpContext context, OpenedFile file, ByteRange range)
    {
        var writer = context.Response.BodyWriter;
        long sent = 0;
        while (sent < range.Length)
        {
            var wanted = (int)Math.Min(range.Length - sent, Limits.CopyBytes);
            var read = await RandomAccess.ReadAsync(
                file.Handle, writer.GetMemory(wanted)[..wanted], range.Offset + sent, context.RequestAborted);
            if (read == 0)
            {
                // The file was cut short under us: the promised length cannot be kept, and the peer must see that.
                context.Abort();
                return sent;
            }
            writer.Advance(read);
            sent += read;
            var flushed = await writer.FlushAsync(context.RequestAborted);
            if (flushed.IsCompleted)
                return sent;
        }
        return sent;
    }
}
