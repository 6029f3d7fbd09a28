namespace CernVM.Contexts.Model.UserData;

/// <summary>What a part of user-data is.</summary>
public enum UserDataPartKind
{
    /// <summary>Nothing but white space, or only a µcontext block.</summary>
    Empty,

    /// <summary><c>#cloud-config</c> or <c>text/cloud-config</c>.</summary>
    CloudConfig,

    /// <summary><c>#!</c> or <c>text/x-shellscript</c>.</summary>
    Script,

    /// <summary>INI sections of amiconfig, or <c>text/amiconfig-user-data</c>.</summary>
    Amiconfig,

    /// <summary><c>text/ucernvm</c>: a block with or without its markers.</summary>
    MicroContext,

    /// <summary>A form that is known and deliberately not obeyed; a diagnostic says why.</summary>
    Refused,

    /// <summary>Not recognised; a diagnostic says what was expected.</summary>
    Unknown,
}
