using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Decides which block of all parts counts: the first exact one; else a part of type ucernvm; else one in the comments of a cloud-config.</summary>
internal static class MicroContextSearch
{
    public static MicroContext? Read(IReadOnlyList<UserDataPart> parts, DiagnosticBag diagnostics)
    {
        foreach (var part in parts)
        {
            if (MicroContextScanner.Find(part.Source, diagnostics) is { } block)
                return MicroContextReader.Read(part.Source, block, diagnostics);
            if (part.Kind == UserDataPartKind.MicroContext)
                return MicroContextReader.Read(part.Source, WholePart(part.Source.Text), diagnostics);
        }

        foreach (var part in parts.Where(p => p.Kind == UserDataPartKind.CloudConfig))
        {
            if (MicroContextScanner.FindCommented(part.Source, diagnostics) is { } block)
                return MicroContextReader.Read(part.Source, block, diagnostics);
        }

        return null;
    }

    private static MicroContextBlock WholePart(string text)
    {
        var lines = TextLines.Split(text);
        return new MicroContextBlock(0, lines.Length, lines, Indent: 0);
    }
}
