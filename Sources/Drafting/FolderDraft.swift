/// Drafts the pipeline of a folder of tables that refer to each other.
struct FolderDraft {
    let tables: [ProbedTable]
    let path: String
    let zone: String

    func draft() throws(DraftError) -> PipelineDraft { throw .noUnit(path: path) }
}
