using System.Globalization;
using Acornima;
using Acornima.Ast;

namespace CernVM.Cvmfs.Pac;

/// <summary>Looks at a script's syntax before it runs: the interpreter recurses as deep as the syntax does, and cannot bound that itself.</summary>
internal static class ScriptShape
{
    /// <summary>What is wrong with the script, as part of a sentence, or null.</summary>
    /// <exception cref="ParseErrorException">It is no JavaScript.</exception>
    public static string? Check(string script, PacLimits limits)
    {
        if (script.Length > limits.ScriptLength)
            return string.Create(CultureInfo.InvariantCulture, $"it has {script.Length} characters, more than {limits.ScriptLength}");
        var open = new Stack<(Node Node, int Depth)>();
        open.Push((new Parser().ParseScript(script), 0));
        while (open.TryPop(out var next))
        {
            if (next.Depth > limits.Nesting)
                return string.Create(CultureInfo.InvariantCulture, $"its syntax is nested more than {limits.Nesting} levels deep");
            foreach (var child in next.Node.ChildNodes)
                open.Push((child, next.Depth + 1));
        }

        return null;
    }
}
