using System.Globalization;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Reads the command line in the way of getopt: bundled flags, <c>-o a,b -o c</c>, <c>-oa</c>, operands anywhere.</summary>
public static class MountOptionsParser
{
    /// <summary>The hidden option of <see cref="MountOptions.IsDaemonChild"/>.</summary>
    internal const string DaemonChild = "--daemon-child";

    /// <summary>The hidden option of <see cref="MountOptions.ResumeFrom"/>, with its value behind it.</summary>
    internal const string Resume = "--resume=";

    /// <summary>The hidden option of <see cref="MountOptions.IsSupervisor"/>.</summary>
    internal const string Supervisor = "--supervisor";

    /// <summary>The hidden option of <see cref="MountOptions.IsSupervised"/>.</summary>
    internal const string Supervised = "--supervised";

    // Options that mount(8), fstab and autofs add, and options of libfuse that here are always on or have no meaning.
    private static readonly HashSet<string> Ignored =
    [
        "ro", "rw", "suid", "nosuid", "dev", "nodev", "exec", "noexec", "auto", "noauto", "user", "nouser", "users", "owner", "group",
        "defaults", "relatime", "norelatime", "atime", "noatime", "diratime", "nodiratime", "strictatime", "lazytime", "nolazytime", "sync",
        "async", "nofail", "_netdev", "intr", "nonempty", "allow_root", "default_permissions", "kernel_cache", "auto_cache",
        "remount", "mand", "nomand", "silent", "loud",
    ];

    private static readonly string[] IgnoredWithValue =
    [
        "fsname=", "subtype=", "max_read=", "libfuse=", "entry_timeout=", "attr_timeout=", "negative_timeout=", "max_background=",
        "congestion_threshold=", "context=", "x-", "comment=", "seclabel",
    ];

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="errors">Every mistake, as sentences; empty when the options can be used.</param>
    public static MountOptions Parse(IReadOnlyList<string> arguments, out IReadOnlyList<string> errors)
    {
        var state = new State();
        for (var index = 0; index < arguments.Count; index++)
            index = state.Take(arguments, index);
        state.CheckOperands();
        errors = state.Errors;
        return state.Options;
    }

    private sealed class State
    {
        private readonly List<string> _operands = [];
        private bool _onlyOperands;

        public MountOptions Options { get; private set; } = new();

        public List<string> Errors { get; } = [];

        public int Take(IReadOnlyList<string> arguments, int index)
        {
            var argument = arguments[index];
            if (_onlyOperands || argument.Length < 2 || argument[0] != '-')
                _operands.Add(argument);
            else if (argument == "--")
                _onlyOperands = true;
            else if (argument.StartsWith("--", StringComparison.Ordinal))
                TakeLong(argument);
            else
                return TakeFlags(arguments, index);
            return index;
        }

        public void CheckOperands()
        {
            if (Options.Help || Options.Version)
                return;
            var wanted = Options.ParseOnly ? 1 : 2;
            if (_operands.Count < wanted || _operands.Count > 2)
                Errors.Add($"expected a repository and a mount point, got {_operands.Count} operand(s); 'cvmfs2 --help' shows the usage");
            else
                Options = Options with { Repository = _operands[0], MountPoint = _operands.ElementAtOrDefault(1) ?? "" };
        }

        private void TakeLong(string argument)
        {
            if (argument.StartsWith(Resume, StringComparison.Ordinal) && int.TryParse(argument.AsSpan(Resume.Length), NumberStyles.None, null, out var socket))
            {
                Options = Options with { ResumeFrom = socket };
                return;
            }

            Options = argument switch
            {
                "--help" => Options with { Help = true },
                "--version" => Options with { Version = true },
                "--parse" => Options with { ParseOnly = true },
                DaemonChild => Options with { IsDaemonChild = true },
                Supervisor => Options with { IsSupervisor = true },
                Supervised => Options with { IsSupervised = true },
                _ => Unknown($"unknown option '{argument}'; 'cvmfs2 --help' lists them"),
            };
        }

        private int TakeFlags(IReadOnlyList<string> arguments, int index)
        {
            var flags = arguments[index];
            for (var position = 1; position < flags.Length; position++)
            {
                if (flags[position] != 'o')
                {
                    TakeFlag(flags[position]);
                    continue;
                }
                var isAttached = position + 1 < flags.Length;
                if (!isAttached && index + 1 == arguments.Count)
                    Errors.Add("-o needs options after it, for example -o config=FILE");
                else
                    TakeMountOptions(isAttached ? flags[(position + 1)..] : arguments[index + 1]);
                return isAttached ? index : index + 1;
            }
            return index;
        }

        private void TakeFlag(char flag) => Options = flag switch
        {
            'h' => Options with { Help = true },
            'V' => Options with { Version = true },
            'f' => Options with { Foreground = true },
            'd' => Options with { Debug = true, FuseDebug = true },
            'k' => Options with { ParseOnly = true },
            's' or 'r' or 'n' or 'v' => Options,
            _ => Unknown($"unknown option '-{flag}'; 'cvmfs2 --help' lists them"),
        };

        private void TakeMountOptions(string list)
        {
            foreach (var option in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
                TakeMountOption(option);
        }

        private void TakeMountOption(string option)
        {
            var equals = option.IndexOf('=');
            var (key, value) = equals < 0 ? (option, "") : (option[..equals], option[(equals + 1)..]);
            switch (key)
            {
                case "config" when value.Length > 0:
                    Options = Options with { ConfigFiles = [.. Options.ConfigFiles, .. value.Split(':', StringSplitOptions.RemoveEmptyEntries)] };
                    break;
                case "uid" or "gid":
                    TakeNumber(key, value);
                    break;
                case "cvmfs_suid":
                    Options = Options with { Suid = true };
                    break;
                case "system_mount":
                    Options = Options with { SystemMount = true };
                    break;
                case "grab_mountpoint":
                    Options = Options with { GrabMountPoint = true };
                    break;
                case "allow_other":
                    Options = Options with { AllowOther = true };
                    break;
                case "disable_watchdog":
                    Options = Options with { HasWatchdog = false };
                    break;
                case "foreground":
                    Options = Options with { Foreground = true };
                    break;
                case "debug":
                    Options = Options with { Debug = true };
                    break;
                case "fuse_debug":
                    Options = Options with { FuseDebug = true };
                    break;
                case "simple_options_parsing":
                    Options = Options with { SimpleParsing = true };
                    break;
                case "parse":
                    Options = Options with { ParseOnly = true };
                    break;
                default:
                    if (!Ignored.Contains(option) && !IgnoredWithValue.Any(prefix => option.StartsWith(prefix, StringComparison.Ordinal)))
                        Errors.Add($"unknown mount option '{option}'; 'cvmfs2 --help' lists them");
                    break;
            }
        }

        private void TakeNumber(string key, string value)
        {
            if (!uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                Errors.Add($"{key}='{value}' is no number; write for example {key}=1000");
            else
                Options = key == "uid" ? Options with { Uid = number } : Options with { Gid = number };
        }

        private MountOptions Unknown(string error)
        {
            Errors.Add(error);
            return Options;
        }
    }
}
