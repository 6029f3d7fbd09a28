using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Yaml;

/// <summary>A document being read: where it came from and where findings go.</summary>
internal sealed record YamlReading(SourceText Source, DiagnosticBag Diagnostics)
{
    public void Error(string id, YamlValue at, string message) => Diagnostics.Error(id, Source, at.Line, at.Column, message);

    public void Warning(string id, YamlValue at, string message) => Diagnostics.Warning(id, Source, at.Line, at.Column, message);

    /// <summary>Reports a value of the wrong shape. Does not show the value: it may be a secret.</summary>
    public void Expected(YamlValue at, string path, string expected) =>
        Error("CC006", at, $"'{path}' does not fit: expected {expected}, found {at.Kind}.");
}
