using System.Text.Json;

namespace CernVM.Cvmfs.Services;

/// <summary>Requests and body bytes since the start, in all and by kind. Safe to read and to count from any thread.</summary>
public sealed class AccessCounters
{
    private static readonly ServedKind[] Kinds = Enum.GetValues<ServedKind>();
    private readonly long[] _requests = new long[Kinds.Length];
    private readonly long[] _bytes = new long[Kinds.Length];
    private long _errors;

    /// <summary>Requests answered, errors included.</summary>
    public long Requests => _requests.Sum();

    /// <summary>Bytes of bodies sent; headers are not counted.</summary>
    public long BodyBytes => _bytes.Sum();

    /// <summary>Requests answered with a status of 400 or more.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>Requests of one kind.</summary>
    public long RequestsOf(ServedKind kind) => Volatile.Read(ref _requests[(int)kind]);

    /// <summary>Body bytes of one kind.</summary>
    public long BytesOf(ServedKind kind) => Volatile.Read(ref _bytes[(int)kind]);

    internal void Count(ServedKind kind, int status, long bytes)
    {
        Interlocked.Increment(ref _requests[(int)kind]);
        Interlocked.Add(ref _bytes[(int)kind], bytes);
        if (status >= 400)
            Interlocked.Increment(ref _errors);
    }

    /// <summary>Writes the counters as one JSON object: requests, bytes, errors, kinds.</summary>
    public void WriteJson(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("requests", Requests);
        json.WriteNumber("bytes", BodyBytes);
        json.WriteNumber("errors", Errors);
        json.WriteStartObject("kinds");
        foreach (var kind in Kinds)
        {
            json.WriteStartObject(JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));
            json.WriteNumber("requests", RequestsOf(kind));
            json.WriteNumber("bytes", BytesOf(kind));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
