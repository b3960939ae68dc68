// Given to `node --import`: the program itself stays the same with and without the SDK.
import * as Vigil from '@vigil/node';

Vigil.init();
