import MunicipalData
import Testing

/// The expected types follow the definitions of the census (国勢調査 世帯の家族類型, 3世代世帯).
@Suite struct HouseholdTypeTests {
    @Test(
        arguments: [
            (["世帯主"], HouseholdType.single), (["世帯主", "妻"], .couple), (["夫", "世帯主"], .couple),
            (["世帯主", "妻(未届)"], .couple), (["世帯主", "妻（未届）", "子"], .coupleWithChildren),
            (["世帯主", "妻", "子", "子"], .coupleWithChildren), (["世帯主", "妻", "妻の子"], .coupleWithChildren),
            (["世帯主", "妻", "長男", "二女"], .coupleWithChildren), (["世帯主", "父", "母"], .coupleWithChildren),
            (["世帯主", "父", "母", "妹"], .coupleWithChildren), (["世帯主", "子"], .parentWithChildren),
            (["世帯主", "母"], .parentWithChildren), (["世帯主", "母", "弟"], .parentWithChildren),
            (["世帯主", "子", "子の子"], .threeGenerations), (["世帯主", "妻", "子", "母"], .threeGenerations),
            (["世帯主", "妻", "子", "妻の父"], .threeGenerations), (["世帯主", "父", "孫"], .threeGenerations),
            (["世帯主", "妻", "子", "子の妻", "孫", "いとこ"], .threeGenerations), (["世帯主", "父", "祖母"], .threeGenerations),
            (["世帯主", "父", "父の父"], .threeGenerations), (["世帯主", "妻", "母"], .otherRelatives),
            (["世帯主", "妻", "妻の母"], .otherRelatives), (["世帯主", "弟"], .otherRelatives), (["世帯主", "孫"], .otherRelatives),
            (["世帯主", "妻", "子", "子の妻"], .otherRelatives), (["世帯主", "子", "子の夫"], .otherRelatives),
            (["世帯主", "妻", "縁故者"], .otherRelatives), (["世帯主", "妻", "子", "兄"], .otherRelatives),
            (["世帯主", "同居人"], .withNonrelatives), (["世帯主", "妻", "子", "母", "使用人"], .withNonrelatives),
            (["世帯主", "同居人", "同居人の子"], .withNonrelatives), (["子"], .unknown), ([], .unknown),
            (["世帯主", "世帯主"], .unknown), (["世帯主", ""], .unknown), (["世帯主", "謎"], .unknown),
        ] as [([String], HouseholdType)])
    func `derives the type from the relations`(relations: [String], type: HouseholdType) {
        #expect(HouseholdType.derive(relations: relations) == type)
        #expect(HouseholdType.derive(relations: relations.reversed()) == type)
    }
}
