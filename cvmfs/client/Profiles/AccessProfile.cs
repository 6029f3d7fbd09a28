namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>What programs read when they start: the content of <c>.cvmfsprofile</c> (docs/formats/access-profile.md).</summary>
/// <param name="Starts">The start-ups, in the order of the file.</param>
internal sealed record AccessProfile(IReadOnlyList<ProfileStart> Starts)
{
    /// <summary>Name of the file; it speaks of the directory that it lies in.</summary>
    public static ReadOnlySpan<byte> FileName => ".cvmfsprofile"u8;
}
