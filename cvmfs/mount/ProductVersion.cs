namespace CernVM.Cvmfs.Mount;

/// <summary>The version that commands and attributes show.</summary>
public static class ProductVersion
{
    /// <summary>Number of this build.</summary>
    public static string Number { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The line of <c>cvmfs2 --version</c>; scripts take its last word.</summary>
    public static string Line => $"CernVM-FS version {Number}";
}
