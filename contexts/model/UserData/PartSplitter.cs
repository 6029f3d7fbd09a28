using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Undoes the wrappings of user-data, within <see cref="ContextLimits"/>, until only plain texts are left.</summary>
internal sealed class PartSplitter(DiagnosticBag diagnostics)
{
    private readonly List<UserDataPart> _parts = [];
    private int _decodedBytes;
    private int _messages;

    public IReadOnlyList<UserDataPart> Split(byte[] bytes, string file)
    {
        if (bytes.Length > ContextLimits.DocumentBytes)
            Refuse("UD001", file, $"{bytes.Length} bytes of user-data are more than the {ContextLimits.DocumentBytes} that are read.");
        else
            Unwrap(bytes, new PartOrigin(file, 1, "", ""), 0);
        return _parts;
    }

    private void Unwrap(byte[] bytes, PartOrigin origin, int depth)
    {
        _decodedBytes += bytes.Length;
        if (depth > ContextLimits.Nesting)
            Refuse("UD002", origin.File, $"more than {ContextLimits.Nesting} wrappings are inside each other; send the content itself.");
        else if (_decodedBytes > ContextLimits.DecodedBytes)
            Refuse("UD003", origin.File, $"the unpacked user-data is larger than {ContextLimits.DecodedBytes} bytes in all.");
        else if (Wrappings.IsGzip(bytes))
            UnwrapGzip(bytes, origin, depth);
        else if (Wrappings.TryText(bytes) is not { } text)
            Refuse("UD004", origin.File, "this is neither UTF-8 text nor gzip. Save the document as UTF-8.");
        else if (Wrappings.TryBase64(text) is { } decoded)
            Unwrap(decoded, origin with { Line = 1 }, depth + 1);
        else if (MimeMessage.TryParse(bytes, origin.Line) is { } message && origin.ContentType is "" or "text/plain" or MimeMessage.Mixed)
            UnwrapMessage(message!, origin, depth);
        else
            AddText(text, origin);
    }

    private void UnwrapGzip(byte[] bytes, PartOrigin origin, int depth)
    {
        if (Wrappings.TryGunzip(bytes, ContextLimits.DecodedBytes - _decodedBytes, out var problem) is { } inflated)
            Unwrap(inflated, origin with { Line = 1 }, depth + 1);
        else
            Refuse("UD005", origin.File, $"the gzip data cannot be unpacked: {problem}");
    }

    private void UnwrapMessage(MimeMessage message, PartOrigin origin, int depth)
    {
        foreach (var problem in message.Problems)
            diagnostics.Error("UD006", new SourceText(origin.File, ""), problem.Line, 0, problem.Text);
        foreach (var part in message.Parts)
        {
            if (++_messages > ContextLimits.Parts)
            {
                Refuse("UD007", origin.File, $"the message has more than {ContextLimits.Parts} parts.");
                return;
            }

            var name = part.IsReEncoded ? $"{origin.File}#{_messages}" : origin.File;
            Unwrap(part.Content, new PartOrigin(name, part.IsReEncoded ? 1 : part.FirstLine, part.ContentType, part.FileName), depth + 1);
        }
    }

    private void AddText(string text, PartOrigin origin)
    {
        var source = new SourceText(origin.File, text, origin.Line);
        var kind = PartTypes.Find(origin.ContentType, source, diagnostics) ?? PartClassifier.Classify(source, diagnostics);
        if (kind == UserDataPartKind.Script && ScriptReader.AmiconfigTail(source) is { } tail)
        {
            _parts.Add(new UserDataPart(kind, source with { Text = source.Text[..tail.Start] }, origin.FileName));
            _parts.Add(new UserDataPart(UserDataPartKind.Amiconfig, tail.Source, origin.FileName));
            return;
        }

        _parts.Add(new UserDataPart(kind, source, origin.FileName));
    }

    private void Refuse(string id, string file, string message) => diagnostics.Error(id, new SourceText(file, ""), 0, 0, message);

    private sealed record PartOrigin(string File, int Line, string ContentType, string FileName);
}
