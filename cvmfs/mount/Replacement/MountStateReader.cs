using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Fuse.Session;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>Reads what <see cref="MountStateWriter"/> of this or another version has written. Lines of unknown names are passed over.</summary>
internal sealed class MountStateReader
{
    // Of a program that did not count: such a catalog is never forgotten.
    private const long UncountedReferences = 1L << 40;

    private readonly List<SavedCatalog> _catalogs = [];
    private readonly List<SavedFile> _files = [];
    private readonly List<SavedBacking> _backings = [];
    private readonly List<ServedBy> _history = [];
    private SessionState? _session;
    private RepositoryRevision? _revision;
    private Manifest? _manifest;
    private DateTimeOffset? _nextCheck;
    private bool _isOnline;
    private ulong _inodeLimit;
    private ulong _lastHandle;
    private long _openDirectories;
    private DateTimeOffset _mountedAt;
    private bool? _debug;
    private string _version = "";

    private MountStateReader()
    {
    }

    /// <summary>Reads a state.</summary>
    /// <param name="data">All of it.</param>
    /// <param name="error">What is wrong with it.</param>
    public static MountState? Read(ReadOnlySpan<byte> data, out string error)
    {
        var lines = Encoding.ASCII.GetString(data).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != MountStateWriter.Head)
        {
            error = $"the state of the mount is in a form that this program does not know ('{lines.FirstOrDefault()}' instead of '{MountStateWriter.Head}')";
            return null;
        }

        var reader = new MountStateReader();
        for (var number = 1; number < lines.Length; number++)
        {
            try
            {
                reader.Take(lines[number].Split(' '));
            }
            catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException or ArgumentException)
            {
                error = $"line {number + 1} of the state of the mount cannot be read: {e.Message}";
                return null;
            }
        }

        return reader.Finish(out error);
    }

    private void Take(string[] words)
    {
        switch (words[0])
        {
            case "program":
                _version = Text(words[1]);
                break;
            case "session":
                _session = new SessionState((uint)Number(words[1]), (InitFlags)Number(words[2]));
                break;
            case "revision":
                TakeRevision(words);
                break;
            case "manifest":
                _manifest = ManifestReader.ParseText(Convert.FromBase64String(words[1])).TryGet(out var manifest, out _) ? manifest : null;
                break;
            case "check":
                (_nextCheck, _isOnline) = (Time(words[1]), words[2] == "1");
                break;
            case "inodes":
                _inodeLimit = Number(words[1]);
                break;
            case "catalog":
                _catalogs.Add(new SavedCatalog(
                    Path(words[6]), ContentHash.Parse(words[5]), long.Parse(words[4], CultureInfo.InvariantCulture),
                    words[7] == MountStateWriter.None ? null : Path(words[7]), Number(words[1]), Number(words[2]), words[3] == "1",
                    words.Length > 8 ? long.Parse(words[8], CultureInfo.InvariantCulture) : UncountedReferences));
                break;
            case "handles":
                _lastHandle = Number(words[1]);
                break;
            case "file":
                _files.Add(new SavedFile(Number(words[1]), Number(words[2]), words[3] == "1"));
                break;
            case "backing":
                _backings.Add(new SavedBacking(Number(words[1]), (int)Number(words[2]), (int)Number(words[3])));
                break;
            case "directories":
                _openDirectories = (long)Number(words[1]);
                break;
            case "mounted":
                _mountedAt = Time(words[1]) ?? default;
                break;
            case "debug":
                _debug = words[1] == "1";
                break;
            case "served":
                _history.Add(new ServedBy(Time(words[1]) ?? default, Text(words[2])));
                break;
        }
    }

    private void TakeRevision(string[] words) => _revision = new RepositoryRevision
    {
        RootCatalog = ContentHash.Parse(words[1]),
        Number = new Revision(Number(words[2])),
        PublishedAt = Time(words[3]),
        Tag = words[4] == MountStateWriter.None ? null : Text(words[4]),
        IsFixed = words[5] == "1",
    };

    private MountState? Finish(out string error)
    {
        error = "the state of the mount is cut off";
        if (_session is null || _revision is null)
            return null;
        error = "";
        return new MountState
        {
            Version = _version,
            Session = _session,
            Client = new ClientState
            {
                Revision = _revision with { Manifest = _manifest },
                NextCheck = _nextCheck,
                IsOnline = _isOnline,
                InodeLimit = _inodeLimit,
                Catalogs = _catalogs,
            },
            Open = new OpenState(_lastHandle, _files, _backings),
            OpenDirectories = _openDirectories,
            MountedAt = _mountedAt,
            Debug = _debug,
            History = _history,
        };
    }

    private static ulong Number(string word) => ulong.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string word) => word == MountStateWriter.None ? null : new DateTimeOffset((long)Number(word), TimeSpan.Zero);

    private static string Text(string word) => Encoding.UTF8.GetString(Convert.FromBase64String(word));

    private static RepositoryPath Path(string word) => RepositoryPath.FromUtf8(Convert.FromBase64String(word[1..]));
}
