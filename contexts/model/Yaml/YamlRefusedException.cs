using YamlDotNet.Core;

namespace CernVM.Contexts.Model.Yaml;

/// <summary>Leaves the recursion of <see cref="YamlTree"/> when a document passes a limit; never leaves the reader.</summary>
internal sealed class YamlRefusedException(string message, Mark at) : Exception(message)
{
    public int Line { get; } = (int)at.Line;

    public int Column { get; } = (int)at.Column;
}
