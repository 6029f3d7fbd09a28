using System.Text;

namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>Shows a piece of foreign text in a message: short, on one line, without control characters.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    public static string Text(string value)
    {
        var text = new StringBuilder("'");
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, Longest)))
            text.Append(char.IsControl(c) ? '?' : c);
        return text.Append(value.Length > Longest ? "…'" : "'").ToString();
    }
}
