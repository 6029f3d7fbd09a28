namespace CernVM.Cvmfs.Formats.Chunking;

/// <summary>Sizes of chunks in plain bytes (<c>CVMFS_MIN/AVG/MAX_CHUNK_SIZE</c>).</summary>
public sealed record ChunkingParameters
{
    /// <summary>Bytes that the rolling value depends on, and so the least minimum.</summary>
    public const int Window = 32;

    /// <summary>Checks the sizes; throws <see cref="ArgumentException"/> unless 32 ≤ minimum &lt; average &lt; maximum.</summary>
    public ChunkingParameters(int minimum, int average, int maximum)
    {
        if (minimum < Window || average <= minimum || maximum <= average)
        {
            throw new ArgumentException(
                $"Chunk sizes {minimum}, {average}, {maximum} do not fit together: {Window} <= minimum < average < maximum must hold.");
        }

        Minimum = minimum;
        Average = average;
        Maximum = maximum;
    }

    /// <summary>What a server without settings uses: 4, 8 and 16 MiB.</summary>
    public static ChunkingParameters Default { get; } = new(4 << 20, 8 << 20, 16 << 20);

    /// <summary>No chunk but a file's last is shorter; files up to this size are not chunked.</summary>
    public int Minimum { get; }

    /// <summary>Size that cut marks aim at.</summary>
    public int Average { get; }

    /// <summary>No chunk is longer.</summary>
    public int Maximum { get; }
}
