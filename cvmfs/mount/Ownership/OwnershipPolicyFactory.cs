using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Ownership;

/// <summary>Makes the policy from parameters and mount options.</summary>
internal static class OwnershipPolicyFactory
{
    public static OwnershipPolicy Create(MountOptions options, PresentationSettings settings, out IReadOnlyList<string> mistakes)
    {
        var errors = new List<string>();
        var users = Map(settings.UidMapFile, "CVMFS_UID_MAP", errors);
        var groups = Map(settings.GidMapFile, "CVMFS_GID_MAP", errors);
        mistakes = errors;
        (uint, uint)? claimed = settings.ClaimOwnership
            ? (options.Uid ?? Credentials.EffectiveUid, options.Gid ?? Credentials.EffectiveGid)
            : null;
        return new OwnershipPolicy(users, groups, claimed, settings.WorldReadable);
    }

    private static IdMap Map(string? file, string parameter, List<string> errors)
    {
        if (file is null)
            return IdMap.Identity;
        try
        {
            return IdMap.Parse(File.ReadLines(file), file, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{parameter}='{file}' cannot be read: {e.Message}");
            return IdMap.Identity;
        }
    }
}
