public import Datasets
public import Features
import FoundationEssentials
import Learning
import LinearAlgebra
import Models
public import Personas

/// Who everybody of a frame is, by one version of personas.
public struct PersonaAssignments: Sendable {
    /// One lead.
    public struct Lead: Equatable, Sendable {
        /// Who is asked about.
        public var entity: EntityKey
        /// As known when.
        public var asOf: Instant
        /// The answer.
        public var assignment: PersonaAssignment
    }

    /// The leads, by key.
    public let leads: [Lead]
    /// Whether the personas have a model of intents.
    private let hasIntents: Bool

    /// Assigns a frame's rows.
    ///
    /// - Throws: `WorkflowError.unusable` where the frame lacks a feature, or has one of another kind.
    /// - Complexity: O(rows * clusters * columns), and as `IntentModel.answer` a row.
    public init(_ frame: FeatureFrame, by model: PersonaModel) throws(WorkflowError) {
        var columns: [FeatureColumn] = []
        for name in model.features {
            guard let column = frame.column(name) else {
                throw .unusable(
                    what: "the data have no feature '\(name)', which the personas look at",
                    remedy: "take the pipeline that they were discovered in")
            }
            columns.append(column)
        }
        hasIntents = model.intents != nil
        let blocks = RowBlocks(
            rowCount: frame.rowCount, blockSize: 256,
            concurrency: ProcessInfo.processInfo.activeProcessorCount)
        let inputs = columns
        leads = blocks.map { block in
            block.map { row in
                Lead(
                    entity: frame.entities[row], asOf: frame.cutoffs[row],
                    assignment: model.assignment(of: inputs.map { $0.value(at: row) }))
            }
        }.flatMap { $0 }.sorted { $0.entity < $1.entity }
    }

    /// Takes leads in any order, each once, that a model assigned.
    init(_ leads: [Lead], by model: PersonaModel) {
        self.leads = leads.sorted { $0.entity < $1.entity }
        hasIntents = model.intents != nil
    }

    /// Leads by persona, and by why none is named, the most first.
    public var counts: [(name: String, persona: String?, leads: Int)] {
        var counts: [String: (persona: String?, leads: Int)] = [:]
        for lead in leads {
            let own = lead.assignment
            let name = own.persona ?? "unknown (\(own.abstention?.rawValue ?? ""))"
            counts[name, default: (own.persona, 0)].leads += 1
        }
        return counts.map { (name: $0.key, persona: $0.value.persona, leads: $0.value.leads) }
            .sorted { ($1.leads, $0.name) < ($0.leads, $1.name) }
    }

    /// What the leads of a persona want, those of nobody for nil; none without a model of intents.
    public func intents(of persona: String?) -> [IntentShare] {
        IntentShare.all(of: leads.filter { $0.assignment.persona == persona }.compactMap(\.assignment.intent))
    }

    /// The persona of each lead, by its key; `unknown` where there is none.
    var names: [String: String] {
        Dictionary(
            leads.map { ($0.entity.description, $0.assignment.persona ?? "unknown") },
            uniquingKeysWith: { $1 })
    }

    /// The assignments as a table for a file.
    ///
    /// - Parameter version: the version that assigned, in every row.
    public func table(version: Int) -> ColumnTable {
        func texts(_ value: (PersonaAssignment) -> String?) -> Column {
            .texts(leads.map { value($0.assignment) })
        }
        func numbers(_ value: (PersonaAssignment) -> Double?) -> Column {
            .numbers(leads.map { value($0.assignment) })
        }
        func reason(_ index: Int) -> Column {
            texts { $0.reasons.indices.contains(index) ? $0.reasons[index] : nil }
        }
        var table = ColumnTable(
            names: [
                "id", "asOf", "persona", "decided_by", "abstention", "probability", "runner_up",
                "runner_up_probability", "cluster", "is_stable", "archetype", "similarity", "flags",
                "reason_1",
                "reason_2", "reason_3", "version",
            ],
            columns: [
                .texts(leads.map(\.entity.description)), .texts(leads.map(\.asOf.description)),
                texts(\.persona), texts(\.decidedBy.rawValue), texts { $0.abstention?.rawValue },
                numbers(\.probability), texts(\.runnerUp), numbers(\.runnerUpProbability), texts(\.cluster),
                .flags(leads.map(\.assignment.isStable)), texts { $0.similarities.first?.persona },
                numbers { $0.similarities.first?.value },
                texts {
                    $0.flags.isEmpty
                        ? nil : $0.flags.map { "\($0.kind.rawValue): \($0.name)" }.joined(separator: "; ")
                },
                reason(0), reason(1), reason(2), .integers(leads.map { _ in Int64(version) }),
            ])
        if hasIntents {
            table.names += [
                "intent", "intent_likeliest", "intent_probability", "intent_runner_up",
                "intent_runner_up_probability", "intent_abstention",
            ]
            table.columns += [
                texts { $0.intent?.name }, texts { $0.intent?.likeliest }, numbers { $0.intent?.probability },
                texts { $0.intent?.runnerUp }, numbers { $0.intent?.runnerUpProbability },
                texts { $0.intent?.abstention?.rawValue },
            ]
        }
        return table
    }
}
