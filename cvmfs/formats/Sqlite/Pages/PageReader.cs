namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>A few page buffers for one thread at a time. Kept pages are those that were used last.</summary>
internal sealed class PageReader
{
    private byte[] _buffers = [];
    private uint[] _pages = [];
    private long[] _uses = [];
    private byte[] _assembled = [];
    private PagedFile? _file;
    private long _clock;
    private long _budget;

    /// <summary>The file that it reads now.</summary>
    public PagedFile File => _file ?? throw new InvalidOperationException("No file is bound.");

    /// <summary>Whether its buffers hold pages of this file.</summary>
    public bool IsBoundTo(PagedFile file) => ReferenceEquals(_file, file);

    /// <summary>
    /// Begins one query. An honest row and its index entries have over 100 bytes, and the way to it leads over few pages; so the length of the file bounds
    /// the work.
    /// </summary>
    public void Begin(PagedFile file)
    {
        if (!IsBoundTo(file))
            Bind(file);

        _budget = PageLimits.BaseReads + (file.Length / PageLimits.BytesPerRead);
    }

    /// <summary>Forgets the file, so that it can be closed and collected.</summary>
    public void Release()
    {
        _file = null;
        _pages.AsSpan().Clear();
    }

    /// <summary>The bytes of a page, valid until the next call.</summary>
    /// <exception cref="MalformedDataException">There is no such page, or the query goes round in circles.</exception>
    public ReadOnlySpan<byte> Page(uint number)
    {
        if (--_budget < 0)
            throw File.Damage("reading it takes more work than its size can justify");
        var slot = number == 0 ? -1 : _pages.AsSpan().IndexOf(number);
        if (slot < 0)
        {
            slot = Oldest();
            _pages[slot] = 0;
            File.Read(number, Buffer(slot));
            _pages[slot] = number;
        }

        _uses[slot] = ++_clock;
        return Buffer(slot);
    }

    /// <summary>The payload of a cell whose end lies on overflow pages.</summary>
    public ReadOnlySpan<byte> Assemble(ReadOnlySpan<byte> local, int length, uint overflow)
    {
        if (_assembled.Length < length)
            _assembled = new byte[int.Max(length, File.PageSize * 2)];
        local.CopyTo(_assembled);
        var perPage = File.UsableSize - sizeof(uint);
        for (var at = local.Length; at < length; at += perPage)
        {
            var page = Page(overflow);
            page.Slice(sizeof(uint), int.Min(perPage, length - at)).CopyTo(_assembled.AsSpan(at));
            overflow = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return _assembled.AsSpan(0, length);
    }

    private void Bind(PagedFile file)
    {
        if (_file?.PageSize != file.PageSize)
        {
            var count = int.Max(PageLimits.FewestBuffers, PageLimits.BufferBytes / file.PageSize);
            if (_buffers.Length != count * file.PageSize)
                _buffers = GC.AllocateUninitializedArray<byte>(count * file.PageSize);
            _pages = new uint[count];
            _uses = new long[count];
        }

        _file = file;
        _pages.AsSpan().Clear();
    }

    private Span<byte> Buffer(int slot) => _buffers.AsSpan(slot * File.PageSize, File.PageSize);

    private int Oldest()
    {
        var oldest = 0;
        for (var slot = 1; slot < _uses.Length; slot++)
        {
            if (_uses[slot] < _uses[oldest])
                oldest = slot;
        }

        return oldest;
    }
}
