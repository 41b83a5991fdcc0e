import Personas
import Reports

/// How many leads each part of a taxonomy decided.
struct PersonaDecisions {
    private let assignments: PersonaAssignments

    init(_ assignments: PersonaAssignments) { self.assignments = assignments }

    /// The leads that a persona was named for.
    func leads(of persona: String) -> Int { assignments.leads.count { $0.assignment.persona == persona } }

    /// The leads that a part named a persona for; none for nil, which decides nobody.
    func leads(of persona: String, by decider: PersonaAssignment.Decider?) -> Int {
        assignments.leads.count {
            $0.assignment.persona == persona && $0.assignment.decidedBy == decider
        }
    }

    /// The leads that raise a flag.
    func leads(flagged flag: AmberFlag) -> Int {
        assignments.leads.count { lead in
            lead.assignment.flags.contains { $0.name == flag.name && $0.kind == flag.kind }
        }
    }

    /// The leads that nobody is named for, by why.
    var unknown: [PersonaPageContent.Count] {
        PersonaAssignment.Abstention.allCases.compactMap { reason in
            let leads = assignments.leads.count {
                $0.assignment.persona == nil && $0.assignment.abstention == reason
            }
            return leads == 0 ? nil : PersonaPageContent.Count(what: Self.words(reason), leads: leads)
        }
    }

    private static func words(_ reason: PersonaAssignment.Abstention) -> String {
        switch reason {
        case .unlikeAnybody: "farther from every group than the leads it was found in"
        case .belowThreshold: "between groups: nobody is likely enough"
        case .unmapped: "nearest to a group that no persona has"
        case .nothingKnown: "nothing is known of them"
        }
    }
}
