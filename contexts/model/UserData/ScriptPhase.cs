namespace CernVM.Contexts.Model.UserData;

/// <summary>When a script runs; amiconfig encodes it in the interpreter's name, <c>/bin/sh.before</c> or <c>/bin/sh.after</c>.</summary>
public enum ScriptPhase
{
    /// <summary>Before users, keys and files are made.</summary>
    Before,

    /// <summary>After everything else; what a plain interpreter means.</summary>
    After,
}
