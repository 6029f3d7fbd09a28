namespace CernVM.Cvmfs.Formats.Dirtab;

/// <summary>One line of a dirtab.</summary>
/// <param name="Pattern">Directories it speaks of.</param>
/// <param name="IsNegation">True when they must not become nested catalogs.</param>
/// <param name="Line">Where it stands, from 1.</param>
public sealed record DirtabRule(PathPattern Pattern, bool IsNegation, int Line);
