import type { Actor, Scenario } from '../world/scenario';
import { runWorld } from './world';

/**
 * A smaller world with a disagreement of the same kind: what can be left out is left out, one thing after the other, until
 * nothing can, or the time is over.
 */
export async function shrink(scenario: Scenario, kind: string, seconds: number): Promise<Scenario> {
  const until = performance.now() + seconds * 1_000;
  let smallest = scenario;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerOf(smallest)) {
      if (performance.now() > until) return smallest;
      if (!(await fails(candidate, kind))) continue;
      smallest = candidate;
      isSmaller = true;
      // what remains is tried on the smaller world at once
      break;
    }
  }
  return smallest;
}

async function fails(scenario: Scenario, kind: string): Promise<boolean> {
  const { disagreements } = await runWorld(scenario);
  return disagreements.some(one => one.kind === kind);
}

/** Big steps first. */
function* smallerOf(scenario: Scenario): Generator<Scenario> {
  const { actors, files, colleague } = scenario;
  for (const fewer of partsLeftOut(actors)) yield { ...scenario, actors: fewer };
  for (const fewer of partsLeftOut(files)) if (fewer.length > 0) yield { ...scenario, files: fewer };
  for (const fewer of partsLeftOut(colleague)) yield { ...scenario, colleague: fewer };
  for (const [index, actor] of actors.entries())
    for (const actions of partsLeftOut(actor.actions)) yield { ...scenario, actors: actors.with(index, { ...actor, actions }) };
  const mildest: Partial<Scenario> = {
    unwinds: false,
    lagMs: 0,
    copyBehindMs: 0,
    refusedShare: 0,
    refusesPercent: false,
    namesMissing: true,
    besideWrites: 0,
    signedOut: [],
    diskFull: [],
    latencyMs: [40, 40],
    rates: {},
  };
  for (const [name, value] of Object.entries(mildest))
    if (JSON.stringify(scenario[name as keyof Scenario]) !== JSON.stringify(value)) yield { ...scenario, [name]: value };
  for (const name of Object.keys(scenario.rates)) {
    const { [name as keyof typeof scenario.rates]: _, ...rates } = scenario.rates;
    yield { ...scenario, rates };
  }
  for (const [index, actor] of actors.entries())
    for (const simpler of simplerActors(actor)) yield { ...scenario, actors: actors.with(index, simpler) };
  for (const [index, file] of files.entries())
    for (const tags of partsLeftOut(file.tags)) yield { ...scenario, files: files.with(index, { ...file, tags }) };
}

function* simplerActors(actor: Actor): Generator<Actor> {
  if (actor.connection > 0) yield { ...actor, connection: 0 };
  for (const [index, action] of actor.actions.entries()) {
    const { other, thinkMs, fate } = action;
    const withAction = (simpler: typeof action): Actor => ({ ...actor, actions: actor.actions.with(index, simpler) });
    const without = (name: 'other' | 'thinkMs' | 'fate') => {
      const { [name]: _, ...plain } = action;
      return withAction(plain);
    };
    if (fate) yield without('fate');
    if (other) yield without('other');
    if (thinkMs !== undefined) yield without('thinkMs');
    if (action.afterMs > 0) yield withAction({ ...action, afterMs: 0 });
    if (action.strangers > 0) yield withAction({ ...action, strangers: 0 });
    if (action.pick !== 0) yield withAction({ ...action, pick: 0 });
    if (action.kind === 'edit' && action.share !== 1) yield withAction({ ...action, share: 1 });
    if (fate && fate.step > 1) yield withAction({ ...action, fate: { ...fate, step: Math.floor(fate.step / 2) } });
    if ((action.indexAgeMs ?? 0) > 0) yield withAction({ ...action, indexAgeMs: 0 });
    const { edit } = action;
    if (edit.kind === 'rename' && edit.from.length > 1)
      for (const from of partsLeftOut(edit.from)) if (from.length > 0) yield withAction({ ...action, edit: { ...edit, from } });
    if ('tags' in edit && edit.tags.length > 1)
      for (const tags of partsLeftOut(edit.tags)) if (tags.length > 0) yield withAction({ ...action, edit: { ...edit, tags } });
  }
}

/** Without one half, one quarter … and each single one. */
function* partsLeftOut<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < items.length; from += size) yield [...items.slice(0, from), ...items.slice(from + size)];
}
