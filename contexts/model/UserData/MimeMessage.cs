using System.Text;

namespace CernVM.Contexts.Model.UserData;

/// <summary>A multipart message taken apart one level (RFC 2046 §5.1); its parts may be messages again.</summary>
internal sealed class MimeMessage
{
    public const string Mixed = "multipart/mixed";

    private readonly List<MimePart> _parts = [];
    private readonly List<(int Line, string Text)> _problems = [];

    public IReadOnlyList<MimePart> Parts => _parts;

    public IReadOnlyList<(int Line, string Text)> Problems => _problems;

    /// <summary>Null when the bytes are no multipart message. <paramref name="firstLine"/> is where they start in the document.</summary>
    public static MimeMessage? TryParse(byte[] bytes, int firstLine)
    {
        // Latin-1 keeps every byte, so that 8bit and binary bodies survive the way through lines.
        var lines = TextLines.Split(Encoding.Latin1.GetString(bytes));
        var start = Array.FindIndex(lines, l => l.Length > 0);
        if (start < 0 || MimeHeaders.TryRead(lines, start) is not { } headers || !headers.Value("Content-Type").StartsWith("multipart/", StringComparison.Ordinal))
            return null;
        var message = new MimeMessage();
        var boundary = headers.Parameter("Content-Type", "boundary");
        if (boundary.Length == 0)
            message._problems.Add((firstLine + start, "the multipart Content-Type names no boundary; expected Content-Type: multipart/mixed; boundary=\"…\"."));
        else
            message.ReadParts(lines, headers.BodyLine, "--" + boundary, firstLine);
        return message;
    }

    private void ReadParts(string[] lines, int from, string delimiter, int firstLine)
    {
        var start = Array.FindIndex(lines, from, l => l.TrimEnd() == delimiter);
        if (start < 0)
        {
            _problems.Add((firstLine, $"no line is the boundary '{delimiter}' that the header announces, so there is no part."));
            return;
        }

        while (start >= 0 && start < lines.Length)
        {
            var next = Array.FindIndex(lines, start + 1, l => IsDelimiter(l, delimiter));
            if (next < 0)
                _problems.Add((firstLine + start, $"the part that starts here has no end: expected a line '{delimiter}--'. The message may be cut off."));
            ReadPart(lines, start + 1, next < 0 ? lines.Length : next, firstLine);
            start = next >= 0 && lines[next].TrimEnd() == delimiter ? next : -1;
        }
    }

    private void ReadPart(string[] lines, int start, int end, int firstLine)
    {
        if (MimeHeaders.TryRead(lines[..end], start) is not { } headers)
        {
            _problems.Add((firstLine + start, "the part does not start with headers and an empty line."));
            return;
        }

        var body = lines[Math.Min(headers.BodyLine, end)..end];
        var encoding = headers.Value("Content-Transfer-Encoding");
        if (MimeDecoding.Decode(body, encoding) is not { } content)
        {
            _problems.Add((firstLine + start, "the body of the part is not encoded as its Content-Transfer-Encoding says; "
                + "expected 7bit, 8bit, binary, base64 or quoted-printable."));
            return;
        }

        var name = headers.Parameter("Content-Disposition", "filename");
        _parts.Add(new MimePart(headers.Value("Content-Type"), name.Length > 0 ? name : headers.Parameter("Content-Type", "name"),
            firstLine + headers.BodyLine, encoding is "base64" or "quoted-printable", content));
    }

    private static bool IsDelimiter(string line, string delimiter) =>
        line.StartsWith(delimiter, StringComparison.Ordinal) && line.TrimEnd()[delimiter.Length..] is "" or "--";
}
