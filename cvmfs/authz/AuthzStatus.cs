namespace CernVM.Cvmfs.Authz;

/// <summary>What a helper found out; the numbers are those of the protocol.</summary>
internal enum AuthzStatus
{
    Ok = 0,
    NotFound = 1,
    Invalid = 2,
    NotMember = 3,
    NoHelper = 4,
    Unknown = 5,
}
