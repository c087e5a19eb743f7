import Messages
import ServiceRuntime

extension AnonymizationState {
    func decideRecipe(
        _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        switch command {
        case .recipeAuthor:
            // The files are read once it is clear that the actor may; see the service's preparation.
            try checkRecipe(command, nil, in: context)
            return Decision("RCP-\(recipes.count + 1)", [])
        case .recipeRecord(let summary):
            try checkRecipe(command, nil, in: context)
            let id = "RCP-\(recipes.count + 1)"
            return Decision(id, [.recipeAuthored(id: id, summary: summary, author: context.actor.id)])
        case .recipeApprove(let id):
            let recipe = try checkRecipe(command, id, in: context)
            if recipe?.author == context.actor.id {
                throw Refusal(
                    .secondPerson, "E-SECOND-PERSON",
                    "\(context.actor.id) wrote recipe \(id): another recipe-approver has to approve it",
                    "加工方法 \(id) の作成者は承認できません。別の承認者が承認してください。", clause: "認定基準（職務の分離）")
            }
            return Decision(id, [.recipeApproved(approver: context.actor.id)])
        case .recipeReject(let id, let reasons):
            try checkRecipe(command, id, in: context)
            try requireReasons(reasons)
            return Decision(id, [.recipeRejected(reasons: reasons)])
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    @discardableResult
    private func checkRecipe(
        _ command: AnonymizationCommand, _ id: String?, in context: DecisionContext
    ) throws(Refusal) -> RecipeRecord? {
        let recipe = id.flatMap { recipes[$0] }
        if let id, recipe == nil { throw .notFound("recipe", id) }
        try RecipeStage.transitions.check(MessageCoding.name(of: command), in: recipe?.stage, by: context.actor)
        try context.actor.requireOrganization()
        return recipe
    }
}
