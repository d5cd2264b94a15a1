//! The Equal Earth projection (Šavrič, Patterson, Jenny 2018), as the shapes of countries are drawn in: 1000 units wide.

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
/// Half the width and height of the projected unit sphere.
const HALF: (f64, f64) = (2.706_629_983_696_074_8, 1.317_362_759_157_413_3);
const SCALE: f64 = 1000.0 / (2.0 * HALF.0);

/// Degrees to the plane: x to the right, y down.
pub fn project(lat: f64, lon: f64) -> (f64, f64) {
    let root3 = 3.0_f64.sqrt();
    let theta = (root3 / 2.0 * lat.to_radians().sin()).asin();
    let (t2, t6) = (theta.powi(2), theta.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 / root3 * lon.to_radians() * theta.cos() / slope;
    let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    ((HALF.0 + x) * SCALE, (HALF.1 - y) * SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_lie_where_the_shapes_are() {
        // What d3-geo, which drew the shapes, gives for these.
        let d3 = [
            ((36.0, 44.0), (610.914_719_195_578_6, 113.407_492_666_206_25)),
            ((0.0, -180.0), (0.0, 243.358_487_693_702_22)),
        ];
        for ((lat, lon), (x, y)) in d3 {
            let found = project(lat, lon);
            assert!((found.0 - x).abs() < 1e-6 && (found.1 - y).abs() < 1e-6, "{found:?}");
        }
    }
}
