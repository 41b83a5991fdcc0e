public import Learning
import LinearAlgebra
public import Models
public import Storage

/// What `leadline cluster` writes: centres, with all that tells how far to trust them.
public struct ClusterDocument: StoredDocument, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// The names of the columns; nil where the rows have none.
    public var names: [String]?
    /// The digest of the embedder that made the rows; nil where none is known.
    public var embedder: Digest?
    /// Rows that were read.
    public var rows: Int
    /// The settings of the fit.
    public var configuration: KMeans.Configuration
    /// The centres, and how rows are compared with them.
    public var model: ClusterModel
    /// The clusters, in the order of the centres.
    public var clusters: [Cluster]
    /// The weighted sum of squared distances to the centres.
    public var inertia: Double
    /// All numbers of clusters that were tried.
    public var candidates: [Candidate]
    /// Whether rows lie in groups at all; nil where it was not asked for.
    public var structure: StructureTest?

    /// One cluster.
    public struct Cluster: Codable, Equatable, Sendable {
        /// Rows.
        public var size: Int
        /// The sum of their weights.
        public var weight: Double
        /// The mean greatest Jaccard similarity in bootstrap samples; nil where it was not asked for or could not be measured.
        public var stability: Double?
        /// What that says; nil where it was not asked for.
        public var verdict: StabilityVerdict?
    }

    /// One number of clusters.
    public struct Candidate: Codable, Equatable, Sendable {
        /// The number.
        public var clusters: Int
        /// The weighted sum of squared distances to the centres.
        public var inertia: Double
        /// The mean silhouette of the rows that were looked at; nil for one cluster.
        public var silhouette: Double?
        /// The least stability of a cluster.
        public var leastStability: Double?
        /// Iterations, or batches.
        public var iterations: Int
        /// How they ended.
        public var state: KMeansFit.State
        /// How often an empty cluster was given a far row.
        public var repairs: Int

        init(_ candidate: ClusterCandidate) {
            let fit = candidate.fit
            clusters = fit.sizes.count
            inertia = fit.inertia
            silhouette = candidate.silhouette
            leastStability = candidate.leastStability
            iterations = fit.iterations
            state = fit.state
            repairs = fit.repairs
        }
    }

    /// Clusters what the files hold.
    ///
    /// - Parameters:
    ///   - files: what is read.
    ///   - counts: the numbers of clusters to try.
    ///   - start: a file of centres to start from; for one number only.
    ///   - structureDraws: of rows without groups, to test for structure; 0 leaves the test out.
    ///   - search: the settings.
    /// - Returns: the document, and the cluster of each row.
    /// - Throws: as `MatrixFiles.read`, and `LearningError`.
    public static func clustering(
        _ files: MatrixFiles, counts: ClosedRange<Int>, start: String? = nil, structureDraws: Int = 0,
        search: ClusterCountSearch
    ) throws -> (document: ClusterDocument, assignments: [Int32]) {
        let content = try files.read()
        if let batch = search.configuration.batchSize, batch >= content.design.rows {
            throw WorkflowError.unusable(
                what: "a batch of \(batch) rows is not less than the \(content.design.rows) rows there are",
                remedy: "leave --batch out, which takes all rows in each iteration")
        }
        let embedder = try files.embedder()
        let centres = try start.map { try self.start($0, files, for: content) }
        let (candidates, best) = try files.naming {
            try search.candidates(
                content.design, weights: content.weights, counts: counts, start: centres)
        }
        let chosen = candidates[best]
        var configuration = search.configuration
        configuration.clusters = chosen.fit.sizes.count
        let document = ClusterDocument(
            names: content.names, embedder: embedder, rows: content.design.rows,
            configuration: configuration, model: chosen.fit.model,
            clusters: chosen.fit.sizes.indices.map { index in
                Cluster(
                    size: chosen.fit.sizes[index], weight: chosen.fit.weights[index],
                    stability: chosen.stability.flatMap { $0[index] },
                    verdict: chosen.stability.map { StabilityVerdict(similarity: $0[index]) })
            }, inertia: chosen.fit.inertia, candidates: candidates.map(Candidate.init),
            structure: structureDraws > 0
                ? try search.structure(content.design, counts: counts, draws: structureDraws) : nil)
        return (document, chosen.fit.clusters)
    }

    /// - Parameter content: the rows, whose columns the centres have too.
    private static func start(
        _ path: String, _ files: MatrixFiles, for content: MatrixFiles.Content
    ) throws -> Matrix {
        var own = MatrixFiles(design: path)
        if own.isTable {
            own.inputs = content.names
        } else {
            own.kind = files.kind
            own.columns = content.design.columns
        }
        try VectorOrigin.check(own.embedder(), against: files.embedder())
        guard case .double(let matrix) = try own.read().design.inDoublePrecision else {
            throw WorkflowError.unusable(what: "\(path) is sparse", remedy: "give dense centres")
        }
        return matrix
    }

    /// The cluster of each row of files, by the centres of this document.
    ///
    /// - Throws: as `MatrixFiles.read`; `ModelError.otherEmbedder` where another embedder made the rows; `WorkflowError` where
    ///   there are other columns; `LearningError` as `KMeans.fit`.
    public func assignments(of files: MatrixFiles, concurrency: Int? = nil) throws -> [Int32] {
        var files = files
        if files.isTable && files.inputs == nil { files.inputs = names }
        let content = try files.read()
        try VectorOrigin.check(files.embedder(), against: embedder)
        guard content.design.columns == model.columns else {
            throw WorkflowError.unusable(
                what:
                    "\(files.design) has \(content.design.columns) columns, and the centres \(model.columns)",
                remedy: "give rows with the columns that were clustered")
        }
        return try files.naming {
            try ClusterAssignment(model, concurrency: concurrency).clusters(of: content.design)
        }
    }
}
