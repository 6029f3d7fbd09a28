using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The one place where <c>CVMFS_*</c> names become <see cref="ClientSettings"/>.</summary>
public sealed class SettingsBinder
{
    private readonly RepositoryName _repository;
    private readonly ConfigurationSet _set;
    private readonly List<ConfigurationProblem> _problems;
    private readonly ParameterReader _read;

    private SettingsBinder(RepositoryName repository, ConfigurationSet set)
    {
        _repository = repository;
        _set = set;
        _problems = [.. set.Problems];
        _read = new ParameterReader(set, _problems);
    }

    /// <summary>Checks and types all parameters. Mistakes are collected, not thrown.</summary>
    /// <param name="repository">The repository to be opened.</param>
    /// <param name="set">The parameters, templates already expanded.</param>
    /// <param name="keysOfHost">Further parameters that the caller honours itself; they are not refused.</param>
    public static BoundSettings Bind(RepositoryName repository, ConfigurationSet set, IReadOnlySet<string>? keysOfHost = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var binder = new SettingsBinder(repository, set);
        binder.RefuseUnsupported(keysOfHost ?? new HashSet<string>());
        var settings = binder.Settings();
        var broken = binder._problems.Exists(problem => !problem.IsWarning);
        return new BoundSettings(broken ? null : settings, binder._problems);
    }

    private void RefuseUnsupported(IReadOnlySet<string> keysOfHost)
    {
        foreach (var value in _set.Values)
        {
            if (!KnownParameters.IsOurs(value.Key) || value.Value.Length == 0 || keysOfHost.Contains(value.Key))
                continue;
            if (KnownParameters.Find(value.Key) is not { } known)
                _problems.Add(new("CFG021", value.File, value.Line, $"{value.Key} is no parameter of the client; it is only seen by variant symlinks.", IsWarning: true));
            else if (known.Handling == ParameterHandling.Refused || (known.Handling == ParameterHandling.RefusedWhenOn && !IsOff(value.Value)))
                _problems.Add(new("CFG020", value.File, value.Line, $"{value.Key}='{value.Value}' cannot be honoured: {known.Reason}. Remove it to start without it."));
            else if (known.Handling == ParameterHandling.Meaningless || (known.Handling == ParameterHandling.MeaninglessWhenOn && !IsOff(value.Value)))
                _problems.Add(new("CFG023", value.File, value.Line, $"{value.Key} makes no difference: {known.Reason}.", IsWarning: true));
        }
    }

    private static bool IsOff(string value) => ParameterReader.ParseFlag(value) == false;

    private ClientSettings Settings()
    {
        PresentationBinder.CheckLog(_read);
        var cache = new CacheBinder(_repository, _read).Bind();
        return new ClientSettings
        {
            Repository = _repository,
            Network = new NetworkBinder(_repository, _set, _read, cache.Workspace).Bind(),
            Cache = cache,
            Trust = Trust(),
            Revision = Revision(),
            Presentation = PresentationBinder.Bind(_read),
            Prefetch = PrefetchBinder.Bind(_read),
            CatalogWatermark = (int)_read.Number("CVMFS_CATALOG_WATERMARK", 64, least: 1),
            Variables = _set.Values.ToDictionary(value => value.Key, value => value.Value),
            Origins = [.. _set.Values],
        };
    }

    private TrustSettings Trust()
    {
        List<string> keys = [];
        if (_read.Text("CVMFS_PUBLIC_KEY") is { } list)
            keys.AddRange(list.Split(':', StringSplitOptions.RemoveEmptyEntries));
        var folder = _read.Text("CVMFS_KEYS_DIR") ?? (keys.Count == 0 ? "/etc/cvmfs/keys" : null);
        if (folder is not null && Directory.Exists(folder))
            keys.AddRange(Directory.EnumerateFiles(folder, "*.pub").Order(StringComparer.Ordinal));
        if (keys.Count == 0)
            _read.Missing("CVMFS_PUBLIC_KEY", $"name the repository's master public key there, or put it as *.pub into CVMFS_KEYS_DIR ({folder})");
        foreach (var key in keys.Where(key => !File.Exists(key)))
            _read.Wrong("CVMFS_PUBLIC_KEY", $"existing files separated by ':' (and '{key}' is none)", 0);

        var age = _read.Number("CVMFS_MAX_MANIFEST_AGE", 0);
        return new TrustSettings
        {
            PublicKeyFiles = keys,
            BlacklistFiles = [_read.Text("CVMFS_BLACKLIST") ?? "/etc/cvmfs/blacklist", .. ConfigurationFiles.SharedBlacklist(_set)],
            MinimumRevision = (ulong)_read.Number("CVMFS_MIN_REVISION", 0, most: long.MaxValue),
            MaximumManifestAge = age == 0 ? null : TimeSpan.FromSeconds(age),
        };
    }

    private RevisionSettings Revision()
    {
        ContentHash? root = null;
        if (_read.Text("CVMFS_ROOT_HASH") is { } text)
            root = ContentHash.TryParse(text, out var hash) ? hash : _read.Wrong<ContentHash?>("CVMFS_ROOT_HASH", "the hash of a root catalog", null);
        DateTimeOffset? date = null;
        if (_read.Text("CVMFS_REPOSITORY_DATE") is { } day)
        {
            date = DateTimeOffset.TryParse(day, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : _read.Wrong<DateTimeOffset?>("CVMFS_REPOSITORY_DATE", "a moment such as 2026-01-31T12:00:00Z", null);
        }

        var tag = _read.Text("CVMFS_REPOSITORY_TAG");
        var minutes = _read.Number("CVMFS_MAX_TTL", 0);

        // The original looks at hash, then tag, then date, and takes the first that is set.
        return new RevisionSettings
        {
            RootHash = root,
            Tag = root is null ? tag : null,
            Date = root is null && tag is null ? date : null,
            AutoUpdate = _read.Flag("CVMFS_AUTO_UPDATE", true),
            MaxTtl = minutes == 0 ? null : TimeSpan.FromMinutes(minutes),
            UseAlternativePath = _read.Flag("CVMFS_ALT_ROOT_PATH", false),
            NotificationServer = NotificationServer(),
        };
    }

    private Uri? NotificationServer()
    {
        const string Key = "CVMFS_NOTIFICATION_SERVER";
        if (_read.Text(Key) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? server
            : _read.Wrong<Uri?>(Key, "a URL of http or https, such as http://server:4929/api/v1", null);
    }
}
