let noticed;
const mutant = () => process.env.__STRYKER_ACTIVE_MUTANT__;

/** The mutant that is tried in this process. */
export const activeMutant = {
  /** None in the run that learns which tests reach which mutants. */
  get isTried() {
    return mutant() !== undefined;
  },
  get noticed() {
    return this.isTried && noticed === mutant();
  },
};

/** A test has failed. */
export const note = () => void (noticed = mutant());
