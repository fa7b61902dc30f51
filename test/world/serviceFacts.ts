import { type Chance, chanceOf } from './chance';
import type { MishapRates } from './mishaps';
import type { Scenario } from './scenario';
import { rulesOf, type ServiceRules } from './serviceRules';
import type { Edit } from './tags';
import { colleaguesEdit, vocabularyOf } from './words';

/** What is so of one service for as long as its world is there. */
export interface ServiceFacts extends Pick<Scenario, 'seed' | 'copyBehindMs' | 'latencyMs' | 'refusesPercent' | 'signedOut'> {
  readonly rules: ServiceRules;
  readonly rates: MishapRates;
  /** Files on which every write fails, each for itself. */
  readonly refused: (id: string) => boolean;
  /** Whether a 404 says which files are missing; where there is no 404, an answer passes over them. */
  readonly missing: 'named' | 'unnamed' | 'unmentioned';
  /** Whether the answer to a write of the whole file shows its tags. */
  readonly answersTags: boolean;
  /** What a colleague does in the moment before a write comes to a file; undefined where there is none. */
  readonly colleague: (chance: Chance) => Edit | undefined;
}

export function serviceFactsOf(scenario: Scenario): ServiceFacts {
  const { seed, service, files, refusedShare, namesMissing, besideWrites } = scenario;
  const refused = new Set(
    files.filter(({ id }) => refusedShare > 0 && chanceOf(seed, 'refused', id)() < refusedShare).map(({ id }) => id),
  );
  return {
    ...scenario,
    rules: rulesOf[service],
    refused: id => refused.has(id),
    missing: service === 'product' ? 'unmentioned' : namesMissing ? 'named' : 'unnamed',
    answersTags: chanceOf(seed, 'answers')() < 0.5,
    colleague: chance => (chance() < besideWrites ? colleaguesEdit(chance, vocabularyOf[service]) : undefined),
  };
}
