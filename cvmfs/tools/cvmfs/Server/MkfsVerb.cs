using System.CommandLine;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary><c>cvmfs_server mkfs</c>.</summary>
internal static class MkfsVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("fqrn") { Description = "Fully qualified repository name, such as sw.example.org." };
        var settings = new (Option<string?> Option, string Key)[]
        {
            (Text("-w", "URL", "URL at which the repository is served (default http://localhost/cvmfs/FQRN)."), "CVMFS_STRATUM0"),
            (Text("-u", "UPSTREAM", "Storage: local,TXN,DIRECTORY."), "CVMFS_UPSTREAM_STORAGE"),
            (Text("-o", "USER", "Owner of the repository."), "CVMFS_USER"),
            (Text("-G", "AGE", "Age at which automatic tags are removed, such as '30 days ago'."), "CVMFS_AUTO_TAG_TIMESPAN"),
            (Text("-a", "ALGORITHM", "Hash algorithm: sha1, rmd160 or shake128."), "CVMFS_HASH_ALGORITHM"),
            (Text("-Z", "ALGORITHM", "Compression of file data: default, zlib or none."), "CVMFS_COMPRESSION_ALGORITHM"),
            (Text("-k", "DIR", "Folder of the keys; keys that are there are used."), "CVMFS_KEYS_DIR"),
        };
        var unionType = new Option<string>("-f") { Description = "Union file system; only overlayfs.", HelpName = "TYPE" };
        unionType.AcceptOnlyFromAmong("overlayfs");
        var replicable = new Option<bool>("-m") { Description = "Accepted for scripts: Stratum 1 servers may replicate it in any case." };
        var noTags = new Option<bool>("-g") { Description = "No automatic tags." };
        var collectable = new Option<bool>("-z") { Description = "Let unreferenced objects be deleted by garbage collection." };
        var isVolatile = new Option<bool>("-v") { Description = "Content leaves client caches first." };
        var noApache = new Option<bool>("-p") { Description = "Accepted for scripts: no web server is configured in any case." };
        var set = new Option<string[]>("--set")
        {
            Description = "Any other key of server.conf, such as CVMFS_INCLUDE_XATTRS=true. May be repeated.",
            HelpName = "KEY=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };
        set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') <= 0))
                result.AddError($"--set '{token.Value}' is not KEY=VALUE.");
        });

        var command = new Command("mkfs", "Create a repository: keys, whitelist, storage, configuration and a first revision.")
        {
            name, unionType, replicable, noTags, collectable, isVolatile, noApache, set,
        };
        foreach (var (option, _) in settings)
            command.Add(option);
        command.SetGuardedAction((parsed, console, cancel) =>
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (option, key) in settings)
            {
                if (parsed.GetValue(option) is { } value)
                    values[key] = value;
            }

            foreach (var pair in parsed.GetValue(set) ?? [])
                values[pair[..pair.IndexOf('=')]] = pair[(pair.IndexOf('=') + 1)..];
            if (parsed.GetValue(noTags))
                values["CVMFS_AUTO_TAG"] = "false";
            if (parsed.GetValue(collectable))
                values["CVMFS_GARBAGE_COLLECTION"] = "true";
            var options = new MkfsOptions
            {
                Name = parsed.GetValue(name)!,
                Settings = values,
                IsVolatile = parsed.GetValue(isVolatile),
            };
            return MkfsCommand.RunAsync(options, console, cancel);
        });
        return command;
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
