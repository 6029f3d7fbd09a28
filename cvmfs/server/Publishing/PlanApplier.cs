using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Planning;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Carries plans out on the catalogs, in the planner's order, on one thread, and counts what changed.</summary>
internal sealed class PlanApplier(ChangeCounters counters, ObjectCounters objects, IPublishProgress progress)
{
    /// <summary>Applies a plan whose contents are all stored.</summary>
    public void Apply(DirectoryPlan plan)
    {
        foreach (var reference in plan.References)
        {
            if (reference.IsAdded)
                reference.Node.Editor.AddReference(reference.Path, reference.Hash, reference.Size, reference.Total);
            else
                reference.Node.Editor.RemoveReference(reference.Path, reference.Total);
        }

        counters.CountGone(plan.Gone);
        foreach (var entry in plan.Entries)
            Apply(entry);
        progress.Stored(objects.FilesRead, objects.BytesRead);
    }

    private void Apply(EntryPlan plan)
    {
        if (plan.WantedNode is not { } node || plan.Wanted is not { } wanted)
        {
            plan.BaseNode?.Editor.Remove(plan.Path);
            counters.CountRemoved(plan.Base!);
            return;
        }

        var chunks = plan.BaseChunks;
        if (plan.Content?.Result is { } content)
        {
            wanted = RowBuilder.WithContent(wanted, content);
            chunks = content.Chunks;
        }

        if (plan.Base is not { } before)
            node.Editor.Insert(plan.Path, wanted, chunks);
        else if (plan.BaseNode != node)
            Move(plan, wanted, chunks);
        else if (!RowBuilder.SayTheSame(before, wanted) || !chunks.SequenceEqual(plan.BaseChunks))
            node.Editor.Update(plan.Path, wanted, chunks);
        if (plan.IsCounted)
            counters.CountChange(plan.Base, wanted);
    }

    private static void Move(EntryPlan plan, DirectoryEntry wanted, IReadOnlyList<FileChunk> chunks)
    {
        plan.BaseNode?.Editor.Remove(plan.Path);
        plan.WantedNode!.Editor.Insert(plan.Path, wanted, chunks);
    }
}
